"""Is one cancer a kind of another, or of the same site? By the classification's tree and the label groups."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Records


@dataclass(frozen=True, slots=True)
class Kinship:
    """The wider cancers of each cancer, closed upwards, and the sites among them."""

    wider: dict[str, frozenset[str]]
    sites: frozenset[str]
    members: dict[str, frozenset[str]]

    @classmethod
    def of(cls, records: Records) -> "Kinship":
        """Read the tree and the groups of records; the same records are read once."""
        return _kinship(_Same(records))

    def related(self, one: str, other: str) -> bool:
        """Say whether the two are equal, one is a kind of the other, or both are of one site."""
        wider, others = self.wider.get(one, frozenset()), self.wider.get(other, frozenset())
        return one == other or other in wider or one in others or bool(self.sites_of(one) & self.sites_of(other))

    def sites_of(self, cancer: str) -> frozenset[str]:
        """Return the sites of a cancer; those of its members for a group that itself has none."""
        own = self.wider.get(cancer, frozenset()) & self.sites
        if own:
            return own
        return frozenset(
            site for one in self.members.get(cancer, ()) for site in self.wider.get(one, ()) if site in self.sites
        )


class _Same:
    """Records compared by being the same object: they are large, and never change while documents are read."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def __hash__(self) -> int:
        return id(self.records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.records is self.records


@lru_cache(maxsize=2)
def _kinship(same: _Same) -> Kinship:
    above: dict[str, set[str]] = defaultdict(set)
    for edge in same.records.edges.values():
        if edge.predicate == "BROADER":
            above[edge.subject].add(edge.object)
        elif edge.predicate == "COVERS":
            above[edge.object].add(edge.subject)
    sites = frozenset(one.id for one in same.records.entities.values() if one.label == "Cancer" and one.kind == "site")
    wider = {cancer: frozenset(_closure(cancer, above)) for cancer in list(above)}
    members: dict[str, set[str]] = defaultdict(set)
    for cancer, wide in wider.items():
        for group in wide:
            members[group].add(cancer)
    return Kinship(wider, sites, {group: frozenset(found) for group, found in members.items()})


def _closure(cancer: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [cancer]
    while waiting:
        for wider in above.get(waiting.pop(), ()):
            if wider not in found:
                found.add(wider)
                waiting.append(wider)
    return found
