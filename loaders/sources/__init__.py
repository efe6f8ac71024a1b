"""One module per source format; each ends with ``LOADER``, and is found by looking here."""
