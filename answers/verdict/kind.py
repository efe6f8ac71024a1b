"""Is a therapy of a class? Yes from a held membership; no only from a statement or a declared disjointness.

An agent of two classes that are declared apart is a dual agent: for it, disjointness proves nothing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from answers.verdict.model import Named
from graph.store import GraphReader


@dataclass(frozen=True, slots=True)
class ClassHeld:
    """A class that holds the therapy, by a statement; ``depth`` above 1 is through its subclasses."""

    group: Named
    statement_id: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Apart:
    """A class of the therapy that is declared to share no member with another."""

    group: Named
    other_id: str
    edge_id: str


@dataclass(frozen=True, slots=True)
class KindFacts:
    """All that is held for "is this therapy of this class?".

    ``above`` are the classes that hold the class asked about; ``denied`` are classes that a statement takes the
    therapy out of, with that statement. ``definitions`` are by id, '' left out.
    """

    therapy: Named
    group: Named
    held: tuple[ClassHeld, ...] = ()
    above: tuple[str, ...] = ()
    denied: tuple[ClassHeld, ...] = ()
    apart: tuple[Apart, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """Yes, no or unknown; ``reason`` is member, itself, not_member_of, disjoint, dual_agent or nothing_held.

    ``instead`` is the class that the therapy is of, for a no; ``primary`` its own closest class; ``classes`` all.
    ``grounds`` are the statements (and the edge of a disjointness) that the answer rests on.
    """

    answer: str
    reason: str
    therapy: Named
    group: Named
    grounds: tuple[str, ...] = ()
    primary: Named | None = None
    instead: Named | None = None
    classes: tuple[ClassHeld, ...] = ()


def decide_kind(facts: KindFacts) -> KindVerdict:
    """Say whether a therapy is of a class."""
    classes = tuple(sorted(facts.held, key=lambda held: (held.depth, held.group.name.lower(), held.group.id)))
    primary = classes[0].group if classes else None

    def say(answer: str, reason: str, *grounds: str, instead: Named | None = None) -> KindVerdict:
        return KindVerdict(answer, reason, facts.therapy, facts.group, grounds, primary, instead, classes)

    if facts.therapy.id == facts.group.id:
        return say("yes", "itself")
    own = [held for held in classes if held.group.id == facts.group.id]
    denied = sorted(held.statement_id for held in facts.denied if held.group.id in {facts.group.id, *facts.above})
    if denied:
        closest = [held for held in classes if held.group.id != facts.group.id]
        instead = closest[0] if closest else None
        return say("no", "not_member_of", *denied, instead=instead.group if instead else None)
    if own:
        return say("yes", "member", own[0].statement_id)
    return _from_disjointness(facts, classes, say)


def _from_disjointness(facts: KindFacts, classes: tuple[ClassHeld, ...], say: Any) -> KindVerdict:
    targets = {facts.group.id, *facts.above}
    of_both = {held.group.id for held in classes} & targets
    proofs = sorted(
        (one for one in facts.apart if one.other_id in targets), key=lambda one: (one.group.id, one.edge_id)
    )
    sound = [one for one in proofs if one.other_id not in of_both]
    if sound:
        one = sound[0]
        by = next(held.statement_id for held in classes if held.group.id == one.group.id)
        verdict: KindVerdict = say("no", "disjoint", by, one.edge_id, instead=one.group)
        return verdict
    unknown: KindVerdict = say("unknown", "dual_agent" if proofs else "nothing_held")
    return unknown


def read_kind(store: GraphReader, therapy_id: str, class_id: str) -> KindFacts | None:
    """Read the facts in one round trip, None where the graph holds no such therapy or class."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in store.run("kind_of_therapy", **{"therapy": therapy_id, "class": class_id}):
        found[str(row["role"])].append(row)
    if not found["therapy"] or not found["class"]:
        return None
    told = [row for role in ("therapy", "class", "held") for row in found[role] if row["detail"]]
    return KindFacts(
        therapy=_named(found["therapy"][0]),
        group=_named(found["class"][0]),
        held=tuple(ClassHeld(_named(row), row["of"], row["depth"]) for row in found["held"]),
        above=tuple(row["id"] for row in found["above"]),
        denied=tuple(ClassHeld(_named(row), row["of"]) for row in found["denied"]),
        apart=tuple(Apart(_named(row), row["detail"], row["of"]) for row in found["apart"]),
        definitions=tuple(sorted({(row["id"], row["detail"]) for row in told})),
    )


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["id"], row["name"], row["kind"])
