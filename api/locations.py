"""Where this machine keeps the graph and the ledger, unless a setting says otherwise.

Read on the way of every command: only the standard library and platformdirs.
"""

import os
from pathlib import Path

NAME = "treatment-explainer"
KNOWLEDGE = Path(__file__).parents[1] / "graph" / "knowledge"
"""The packaged facts, which every build starts from."""


def data_folder() -> Path:
    """Return the user's data folder: EXPLAINER_DATA, else the system's place for it."""
    chosen = os.environ.get("EXPLAINER_DATA")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def graph_url(chosen: str | None = None) -> str:
    """Return the graph's address: what was chosen, else EXPLAINER_GRAPH, else a folder among the user's data."""
    return chosen or os.environ.get("EXPLAINER_GRAPH") or f"embedded:{data_folder() / 'graph'}"


def graph_auth() -> tuple[str, str] | None:
    """Return user and password for a graph server, from EXPLAINER_GRAPH_USER and EXPLAINER_GRAPH_PASSWORD."""
    user, password = os.environ.get("EXPLAINER_GRAPH_USER"), os.environ.get("EXPLAINER_GRAPH_PASSWORD")
    return (user or "neo4j", password) if password else None


def ledger_url() -> str:
    """Return the ledger's address: EXPLAINER_LEDGER, else a SQLite file among the user's data."""
    return os.environ.get("EXPLAINER_LEDGER") or f"sqlite:///{data_folder() / 'ledger.sqlite'}"
