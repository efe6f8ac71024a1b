"""How the ledger's tables came to be, format by format (Alembic). They go forward only: docs/decisions/0015.

A change of ``graph.ledger.tables`` needs a new module in ``versions`` and its number in ``FORMAT``; a test compares.
"""
