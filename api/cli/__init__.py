"""The command line: ``explainer``. Every command imports what it needs when it runs."""
