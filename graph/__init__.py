"""The graph of what is known: its model, ledger, projection, engines and named queries."""
