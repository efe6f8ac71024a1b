"""What follows from the ontology's edges, written out so that a query need not walk: COVERS_ALL and SPEAKS_FOR."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model import Records, Statement

TOLD = ("accepted", "single_source")
"""The review statuses of what may be told."""


def covers_all(cancers: Iterable[str], covers: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Return (group, member, depth) for every path of COVERS, each cancer with itself at depth 0.

    A cycle ends where it began; the depth is that of the shortest path.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for group, member in covers:
        members[group].append(member)
    closure: list[tuple[str, str, int]] = []
    for cancer in sorted(set(cancers)):
        depths = _depths(cancer, members)
        closure.extend((cancer, member, depths[member]) for member in sorted(depths))
    return closure


def _depths(start: str, following: Mapping[str, Iterable[str]]) -> dict[str, int]:
    depths = {start: 0}
    frontier = [start]
    while frontier:
        reached = []
        for node in frontier:
            for other in following.get(node, ()):
                if other not in depths:
                    depths[other] = depths[node] + 1
                    reached.append(other)
        frontier = reached
    return depths


@dataclass(frozen=True, slots=True, order=True)
class SpeaksFor:
    """Uses of ``end`` answer for ``start``.

    ``brand`` is '' where all of them do; else only a use whose indication names that brand does, or one by an
    agency of ``one_brand_at`` ('|agency:fda|', where the substance has that brand alone).
    ``member`` is the class member that the way leads through, '' on other routes.
    """

    start: str
    end: str
    route: str
    member: str = ""
    brand: str = ""
    one_brand_at: str = ""


@dataclass(slots=True)
class _Therapies:
    """The therapies of a set of records, seen from the roll-up."""

    brands: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Substance or formulation to the products that are it and nothing else."""
    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Product to the substance or formulation whose sources may speak for it."""
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Substance to its same formulations, through any number of SAME_FORMULATION rows."""
    agencies: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Product to the agencies that a record shows it at."""
    members: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """Class to all its members, those of its subclasses too."""


def speaks_for(records: Records) -> list[SpeaksFor]:
    """Return every roll-up (design, section 4, verdict rule 1), for every therapy, itself included; sorted.

    A product's uses answer for its substance within the same formulation; FORM_OF alone joins nothing, so liposomal,
    albumin-bound and conjugated forms stay apart, and a product of two substances answers for neither.
    """
    therapies = _read_therapies(records)
    known = sorted(entity.id for entity in records.entities.values() if entity.label == "Therapy")
    own = {therapy: _own_routes(therapy, therapies) for therapy in known}
    ways = {way for routes in own.values() for way in routes}
    for group, members in therapies.members.items():
        for member in members:
            reached = own.get(member, [])
            free = {way.end for way in reached if not way.brand}
            for way in reached:
                if not way.brand or way.end not in free:
                    ways.add(SpeaksFor(group, way.end, "member", member, way.brand, way.one_brand_at))
    return sorted(ways)


def _own_routes(therapy: str, therapies: _Therapies) -> list[SpeaksFor]:
    routes = {therapy: SpeaksFor(therapy, therapy, "self")}
    for product in sorted(therapies.brands.get(therapy, ())):
        routes.setdefault(product, SpeaksFor(therapy, product, "brand"))
    for form in sorted(therapies.forms.get(therapy, ())):
        for end in (form, *sorted(therapies.brands.get(form, ()))):
            routes.setdefault(end, SpeaksFor(therapy, end, "formulation"))
    for source in sorted(therapies.sources.get(therapy, ())):
        alone = as_bars(_agencies_of_one_brand(therapy, source, therapies))
        routes.setdefault(source, SpeaksFor(therapy, source, "substance", brand=therapy, one_brand_at=alone))
    return list(routes.values())


def as_bars(values: Iterable[str]) -> str:
    """Join values so that one of them can be found with CONTAINS '|' + value + '|'; '' for none."""
    held = sorted(values)
    return f"|{'|'.join(held)}|" if held else ""


def _agencies_of_one_brand(product: str, source: str, therapies: _Therapies) -> set[str]:
    """Return the agencies at which the source's only brand is this product.

    A brand whose agency no record shows could be at any of them: then none is sure.
    """
    rivals = set(therapies.brands.get(source, ()))
    for form in therapies.forms.get(source, ()):
        rivals |= therapies.brands.get(form, set())
    rivals.discard(product)
    if any(not therapies.agencies.get(rival) for rival in rivals):
        return set()
    taken = {agency for rival in rivals for agency in therapies.agencies[rival]}
    return therapies.agencies.get(product, set()) - taken


def _read_therapies(records: Records) -> _Therapies:
    therapies = _Therapies()
    links: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in records.edges.values():
        if not edge.valid_to:
            links[edge.predicate].add((edge.subject, edge.object))
    ups: dict[str, set[str]] = defaultdict(set)
    for form, substance in links["SAME_FORMULATION"]:
        ups[substance].add(form)
    for substance in list(ups):
        therapies.forms[substance] = set(_depths(substance, ups)) - {substance}
    _join_brands(therapies, links["BRAND_OF"], links["FORM_OF"])
    for indication in records.indications.values():
        for product in (indication.therapy_id, *indication.brands):
            therapies.agencies[product].add(indication.agency)
    for event in records.events.values():
        therapies.agencies[event.therapy_id].add(event.agency)
    therapies.members = class_members(records)
    return therapies


def _join_brands(therapies: _Therapies, brand_of: set[tuple[str, str]], form_of: set[tuple[str, str]]) -> None:
    targets: dict[str, set[str]] = defaultdict(set)
    for product, target in brand_of:
        targets[product].add(target)
    parents: dict[str, set[str]] = defaultdict(set)
    for form, substance in form_of:
        parents[form].add(substance)
    for product, held in targets.items():
        same = {form for target in held for form in therapies.forms.get(target, ())}
        other = {above for target in held - same for above in set(_depths(target, parents)) - {target}}
        apart = held - same - other
        if len(apart) > 1:
            continue  # a fixed combination
        for target in held - other:
            therapies.brands[target].add(product)
            therapies.sources[product].add(target)
            for substance, forms in therapies.forms.items():
                if target in forms:
                    therapies.sources[product].add(substance)


def is_told(statement: Statement) -> bool:
    """Say whether a statement may be told as a fact: held, affirmed and asserted."""
    return statement.review_status in TOLD and statement.polarity == "affirmed" and statement.modality == "asserted"


def class_members(records: Records) -> dict[str, dict[str, tuple[int, str]]]:
    """Return, for each class, its members through told ``member_of`` statements, those of its subclasses too.

    Each comes with its depth and the statement that makes it a member one step above on a shortest way. A told
    ``not_member_of`` takes a member out of that class, however it got there.
    """
    direct: dict[str, dict[str, str]] = defaultdict(dict)
    barred: dict[str, set[str]] = defaultdict(set)
    for statement in sorted(records.statements.values(), key=lambda one: one.id):
        if is_told(statement) and not statement.valid_to:
            if statement.predicate == "member_of":
                direct[statement.object].setdefault(statement.subject, statement.id)
            elif statement.predicate == "not_member_of":
                barred[statement.object].add(statement.subject)
    for group, members in barred.items():
        direct[group] = {member: by for member, by in direct[group].items() if member not in members}
    closure: dict[str, dict[str, tuple[int, str]]] = {}
    for group in sorted(direct):
        depths = _depths(group, direct)
        closure[group] = {
            member: (depth, min(direct[above][member] for above in depths if _is_step(above, member, depths, direct)))
            for member, depth in sorted(depths.items())
            if depth and member not in barred.get(group, ())
        }
    return closure


def _is_step(above: str, member: str, depths: Mapping[str, int], direct: Mapping[str, Mapping[str, str]]) -> bool:
    return depths[above] == depths[member] - 1 and member in direct.get(above, ())
