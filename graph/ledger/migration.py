"""Which format a ledger has, and bringing it to this program's: the door to Alembic."""

from sqlalchemy import Connection, inspect, text

from graph.ledger.tables import FORMAT, metadata

UNNUMBERED = "0000"
"""The format of ledgers from before formats were numbered by migrations."""

_VERSION_TABLE = "alembic_version"


def format_of(connection: Connection) -> str | None:
    """Return the format of the ledger that is there, None where there is none."""
    held = set(inspect(connection).get_table_names())
    if _VERSION_TABLE in held:
        found = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))
        return str(found) if found else None
    return UNNUMBERED if "ledger_format" in held and held & set(metadata.tables) else None


def is_older(found: str) -> bool:
    """Tell whether a format is one that migrations lead from; a newer one, or another program's, is not."""
    return found.isdigit() and len(found) == len(FORMAT) and found < FORMAT


def migrate(connection: Connection) -> None:
    """Take every step from the ledger's format, or from nothing, to this program's. The caller commits."""
    from alembic import command  # a quarter of a second that opening a ledger shall not cost
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "graph.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, FORMAT)
