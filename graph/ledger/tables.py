"""The ledger's tables: one per kind of record, made from its dataclass, and the log of loads, and the texts.

Rows are only ever added; triggers of the database refuse every UPDATE and DELETE, whoever asks. A record's newest row
is the one with the greatest ``row``. SQL stays within what SQLite and PostgreSQL share.
"""

from dataclasses import fields

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    event,
)

from graph.model.plain_form import TYPE_OF

FORMAT = "1"

metadata = MetaData()

# What curators and services look records up by, where a kind has such a field.
LOOKED_UP = ("document_id", "entity_id", "predicate", "subject", "object", "therapy_id", "agency", "reason", "status")

_ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _table_of(kind: str, record_type: type) -> Table:
    lookups = [Column(field.name, Text, nullable=False) for field in fields(record_type) if field.name in LOOKED_UP]
    return Table(
        kind,
        metadata,
        Column("row", _ROW_NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text, nullable=False),
        Column("recorded_from", String(10), nullable=False, comment="the day, ISO"),
        Column("load", _ROW_NUMBER, nullable=False),
        Column("retracted", Boolean, nullable=False),
        Column("content_sha256", String(64), nullable=False),
        Column("content", Text, nullable=False, comment="JSON of the fields that are not default; '' where retracted"),
        *lookups,
        Index(f"{kind}_by_id", "id", "row"),
    )


RECORD_TABLES = {kind: _table_of(kind, record_type) for kind, record_type in TYPE_OF.items()}

LOADS = Table(
    "loads",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("recorded_on", String(10), nullable=False),
    Column("collection", Text, nullable=False, comment="what was complete in it: a collection, * or ''"),
    Column("added", Integer, nullable=False),
    Column("superseded", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("retracted", Integer, nullable=False),
)

TEXTS = Table(
    "texts",
    metadata,
    Column("row", _ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("sha256", String(64), nullable=False, index=True, comment="of the document's bytes"),
    Column("text_sha256", String(64), nullable=False, comment="of the text, as UTF-8"),
    Column("compressed", LargeBinary, nullable=False, comment="UTF-8, zlib"),
)

FORMATS = Table("ledger_format", metadata, Column("version", String(10), primary_key=True))


def _run_at(moment: str, target: MetaData | Table, dialect: str, statement: str) -> None:
    event.listen(target, moment, DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


def _refuse_changes(table: Table) -> None:
    refusal = f"the ledger is append-only: add a row to {table.name} instead"
    for action in ("UPDATE", "DELETE"):
        trigger = f"CREATE TRIGGER {table.name}_refuses_{action.lower()} BEFORE {action} ON {table.name}"
        _run_at("after_create", table, "sqlite", f"{trigger} BEGIN SELECT RAISE(ABORT, '{refusal}'); END")
        _run_at("after_create", table, "postgresql", f"{trigger} EXECUTE FUNCTION refuse_ledger_change()")


_REFUSE_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only: add a row instead'; END $$
"""
_run_at("before_create", metadata, "postgresql", _REFUSE_FUNCTION)
for _table in metadata.tables.values():
    _refuse_changes(_table)
