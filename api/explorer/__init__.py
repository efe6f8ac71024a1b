"""The explorer: what the graph holds of one thing, one statement, one source; read-only and bounded."""
