"""The named queries once more, as plain walks over a networkx graph of the same rows: what every engine must equal.

To add an oracle for a new query, write two lines in ``oracle_answers.py``:

    @answers("cancers_covering")
    def _(graph: Walk, cancer: str) -> Iterator[Row]: ...

and yield rows in any order, with at least the query's columns: what is more is dropped, the order is the query's own.
For a query of several parts (UNION ALL) each row says its ``part``, from 0.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import networkx as nx

from graph.model.graph_rows import GENERAL_LABEL_OF, GraphRows, Row
from graph.named_queries import NamedQuery, read_query

Oracle = Callable[..., Iterable[Row]]
ORACLES: dict[str, Oracle] = {}


def answers(query: str) -> Callable[[Oracle], Oracle]:
    """Register the oracle of a named query."""

    def register(oracle: Oracle) -> Oracle:
        ORACLES[query] = oracle
        return oracle

    return register


class Walk:
    """The rows as a graph to walk: one hop at a time, no query language."""

    def __init__(self, rows: GraphRows) -> None:
        self.network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.of_label: dict[str, list[Row]] = {}
        for label, table in rows.nodes.items():
            self.of_label[label] = table
            for row in table:
                self.network.add_node(str(row["id"]), row=row, labels={label, GENERAL_LABEL_OF.get(label, label)})
        for kind, table in rows.edges.items():
            for row in table:
                self.network.add_edge(str(row["start"]), str(row["end"]), type=kind.type, row=row)

    def node(self, key: str, label: str) -> Iterator[Row]:
        """Yield the node with this id, if it has this label."""
        if key in self.network and label in self.network.nodes[key]["labels"]:
            yield self.network.nodes[key]["row"]

    def nodes(self, keys: Iterable[str], label: str) -> Iterator[Row]:
        for key in sorted(set(keys)):
            yield from self.node(key, label)

    def out(self, node: Row, *types: str) -> Iterator[tuple[str, Row, Row]]:
        """Yield (type, edge, end) of the edges that leave a node."""
        for _, end, data in self.network.out_edges(str(node["id"]), data=True):
            if data["type"] in types:
                yield data["type"], data["row"], self.network.nodes[end]["row"]

    def into(self, node: Row, *types: str) -> Iterator[tuple[str, Row, Row]]:
        """Yield (type, edge, start) of the edges that arrive at a node."""
        for start, _, data in self.network.in_edges(str(node["id"]), data=True):
            if data["type"] in types:
                yield data["type"], data["row"], self.network.nodes[start]["row"]

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """Answer a named query."""
        named = read_query(query)
        rows = order_rows(named, ORACLES[query](self, **named.check(parameters)))
        return [{column: row[column] for column, _ in named.columns} for row in rows]


def order_rows(query: NamedQuery, rows: Iterable[Row]) -> list[Row]:
    """Sort rows by the query's own ORDER BY; those of a UNION by ``part`` first, each part by its own."""
    keys = [_order_of(query.name, part) for part in query.text.split("UNION ALL")]
    return sorted(rows, key=lambda row: (int(row.get("part", 0)), [row[key] for key in keys[int(row.get("part", 0))]]))


def _order_of(name: str, text: str) -> list[str]:
    match = re.search(r"ORDER BY\s+(.+?)\s*$", text, re.DOTALL)
    assert match is not None, f"{name}.cypher: end it with a total ORDER BY"
    return [key.strip().strip("`") for key in match[1].split(",")]
