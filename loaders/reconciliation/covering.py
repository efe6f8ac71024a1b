"""How two cancers stand to each other: the curated COVERS relation, closed; never OncoTree's tree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.model import Edge


@dataclass(slots=True)
class Covering:
    """For each cancer, all that its label group covers (itself not included)."""

    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, edges: Iterable[Edge]) -> "Covering":
        """Close the COVERS edges."""
        direct: dict[str, set[str]] = defaultdict(set)
        for edge in edges:
            if edge.predicate == "COVERS":
                direct[edge.subject].add(edge.object)
        covering = cls()
        for group in sorted(direct):
            waiting = list(direct[group])
            while waiting:
                member = waiting.pop()
                if member != group and member not in covering.members[group]:
                    covering.members[group].add(member)
                    waiting.extend(direct.get(member, ()))
        return covering

    def relation(self, one: str, other: str) -> str:
        """Return how ``one`` stands to ``other``: same, wider, narrower, or '' where neither covers the other."""
        if one == other:
            return "same"
        if other in self.members.get(one, ()):
            return "wider"
        return "narrower" if one in self.members.get(other, ()) else ""
