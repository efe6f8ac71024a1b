"""One module per format. What stands in it never changes again: ledgers were made with it."""
