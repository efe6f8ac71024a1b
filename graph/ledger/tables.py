"""The ledger's tables: one per kind of record, made from its dataclass, and the log of loads, and the texts.

Rows are only ever added; triggers of the database refuse every UPDATE and DELETE, whoever asks. A record's newest row
is the one with the greatest ``row``. SQL stays within what SQLite and PostgreSQL share. The tables and triggers of a
database are made by ``graph.ledger.migrations``.
"""

from dataclasses import fields

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

from graph.model.plain_form import TYPE_OF

FORMAT = "0002"
"""The newest migration: what this program reads and writes."""

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
