"""Is a therapy told to be of a class that a definition denies it, or of two classes that exclude each other?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.model import Records, Statement
from graph.validation.finding import Finding

RULE = "no therapy is of a class that it is told not to be of"
_TOLD = frozenset({"accepted", "single_source"})


@dataclass(slots=True)
class Memberships:
    """Which classes stand above each therapy and class, which are denied, and which pairs exclude each other."""

    above: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    denied: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    exclusive: set[frozenset[str]] = field(default_factory=set)

    @classmethod
    def of(cls, records: Records, memberships: Iterable[Statement]) -> "Memberships":
        """Take these ``member_of`` statements, with what the records deny and exclude."""
        made = cls()
        for statement in memberships:
            made.above[statement.subject].add(statement.object)
        for statement in records.statements.values():
            if statement.predicate == "not_member_of" and statement.review_status in _TOLD:
                made.denied[statement.subject].add(statement.object)
        pairs = (edge for edge in records.edges.values() if edge.predicate == "DISJOINT_WITH")
        made.exclusive = {frozenset((edge.subject, edge.object)) for edge in pairs}
        return made

    def contradiction(self, statement: Statement) -> str:
        """Return what speaks against a membership, '' where nothing does."""
        told = {statement.object} | self.all_above(statement.object)
        for group in sorted(told & self.denied.get(statement.subject, set())):
            return f"{statement.subject} is told not to be of {group}"
        for other in sorted(self.all_above(statement.subject)):
            for group in sorted(told):
                if frozenset((group, other)) in self.exclusive:
                    return f"{group} and {other} exclude each other, and {statement.subject} is told to be of both"
        return ""

    def all_above(self, start: str) -> set[str]:
        """Return every class above a therapy or class."""
        found: set[str] = set()
        waiting = [start]
        while waiting:
            fresh = self.above.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        return found


def contradicted_memberships(records: Records) -> Iterator[Finding]:
    """Find told memberships that a told *no* or another membership contradicts."""
    held = records.statements.values()
    told = [one for one in held if one.predicate == "member_of" and one.review_status in _TOLD and not one.valid_to]
    memberships = Memberships.of(records, told)
    for statement in told:
        reason = memberships.contradiction(statement)
        if reason:
            yield Finding(RULE, "statements", statement.id, f"{reason}: read both definitions and keep the right one")
