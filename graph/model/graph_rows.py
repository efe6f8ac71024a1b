"""The graph as plain tables: what the projection makes, every engine loads, and the oracle of the tests walks."""

from dataclasses import dataclass, field
from typing import NamedTuple

Scalar = str | int | float | bool
Row = dict[str, Scalar]

GENERAL_LABELS = {
    "Entity": "Cancer Therapy Biomarker Molecule MechanismStep Barrier Strategy AdverseEffect Trial Agency".split(),
    "Sourced": "Statement Event Coverage".split(),
}
"""Nodes carry the general label of their own label too, so that an id alone finds them."""

GENERAL_LABEL_OF = {label: general for general, labels in GENERAL_LABELS.items() for label in labels}


class EdgeKind(NamedTuple):
    """A table of edges: one relationship type between two node labels."""

    type: str
    start_label: str
    end_label: str


@dataclass(slots=True)
class GraphRows:
    """Node rows by label (each with ``id``), edge rows by kind (each with ``start`` and ``end``, which are ids).

    Every row of a table has the same keys; values are scalars, never null. Rows are sorted: nodes by id,
    edges by start, end, then the other values.
    """

    nodes: dict[str, list[Row]] = field(default_factory=dict)
    edges: dict[EdgeKind, list[Row]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version that the release node names; '' without one."""
        release = self.nodes.get("Release")
        return str(release[0]["version"]) if release else ""

    @property
    def node_count(self) -> int:
        return sum(map(len, self.nodes.values()))

    @property
    def edge_count(self) -> int:
        return sum(map(len, self.edges.values()))
