"""Records by kind, loads and texts, none of them ever changed. Adopts a ledger from before there were migrations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Kind of record, and what it is looked up by.
KINDS = {
    "documents": ("agency",),
    "evidence": ("document_id",),
    "entities": (),
    "names": ("document_id", "entity_id"),
    "edges": ("predicate", "subject", "object"),
    "indications": ("document_id", "therapy_id", "agency"),
    "events": ("therapy_id", "agency", "reason"),
    "statements": ("predicate", "subject", "object", "agency"),
    "coverage": ("therapy_id", "agency"),
    "reviews": ("document_id", "therapy_id", "agency", "reason", "status"),
    "reported": ("document_id", "therapy_id", "agency", "reason"),
}
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
REFUSE = """
CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only: add a row instead'; END $$
"""


def upgrade() -> None:
    """Make the tables that are not there."""
    held = set(sa.inspect(op.get_bind()).get_table_names())
    if op.get_context().dialect.name == "postgresql":
        op.execute(REFUSE)
    for kind, lookups in KINDS.items():
        if kind not in held:
            _make_table_of(kind, lookups)
    if "loads" not in held:
        _make_loads()
    if "texts" not in held:
        _make_texts()


def _make_table_of(kind: str, lookups: tuple[str, ...]) -> None:
    op.create_table(
        kind,
        sa.Column("row", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("recorded_from", sa.String(10), nullable=False, comment="the day, ISO"),
        sa.Column("load", NUMBER, nullable=False),
        sa.Column("retracted", sa.Boolean, nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column(
            "content", sa.Text, nullable=False, comment="JSON of the fields that are not default; '' where retracted"
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in lookups),
    )
    op.create_index(f"{kind}_by_id", kind, ["id", "row"])
    _refuse_changes(kind)


def _make_loads() -> None:
    op.create_table(
        "loads",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("recorded_on", sa.String(10), nullable=False),
        sa.Column("collection", sa.Text, nullable=False, comment="what was complete in it: a collection, * or ''"),
        *(sa.Column(count, sa.Integer, nullable=False) for count in ("added", "superseded", "unchanged", "retracted")),
    )
    _refuse_changes("loads")


def _make_texts() -> None:
    op.create_table(
        "texts",
        sa.Column("row", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("sha256", sa.String(64), nullable=False, comment="of the document's bytes"),
        sa.Column("text_sha256", sa.String(64), nullable=False, comment="of the text, as UTF-8"),
        sa.Column("compressed", sa.LargeBinary, nullable=False, comment="UTF-8, zlib"),
    )
    op.create_index("ix_texts_sha256", "texts", ["sha256"])
    _refuse_changes("texts")


def _refuse_changes(table: str) -> None:
    refusal = f"the ledger is append-only: add a row to {table} instead"
    action = {
        "sqlite": f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        "postgresql": "EXECUTE FUNCTION refuse_ledger_change()",
    }[op.get_context().dialect.name]
    for change in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} {action}")
