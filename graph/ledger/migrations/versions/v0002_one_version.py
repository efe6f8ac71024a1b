"""Alembic's own table tells the format; the one that told it before goes."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Remove the table of formats, where the ledger is so old that it has one."""
    op.execute("DROP TABLE IF EXISTS ledger_format")
