"""What the explorer's page shows of a thing: statements by predicate, and its status at each agency over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from api.explorer.entity import EntityView
from api.explorer.predicates import wording
from api.explorer.told import Told, rolled_up, with_arguments
from graph.store import GraphReader

KINDS = {
    "granted": "approved",
    "converted": "became a full approval",
    "broadened": "approved for more",
    "narrowed": "narrowed",
    "relabelled": "label changed",
    "indication_withdrawn": "use withdrawn",
    "product_withdrawn": "product withdrawn",
    "refused": "refused",
    "lapsed": "lapsed",
    "marketing_ended": "no longer sold",
    "label_warning": "warning added",
    "warning_removed": "warning removed",
    "programme_ended": "safety programme ended",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of one predicate, seen from one end."""

    id: str
    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Relatives:
    """Therapies (id, name) that are this one under another name, or another form of it."""

    title: str
    therapies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated act. ``therapy`` is the brand that it was about, '' where it was about the thing itself."""

    event: str
    date: str
    what: str
    therapy: str
    cancer: str
    open: bool
    note: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What one agency did, oldest first."""

    agency: str
    happenings: tuple[Happening, ...]


def grouped(told: Iterable[Told]) -> list[Group]:
    """Return statements by predicate and direction, in the order of the page."""
    return [
        Group(
            f"{predicate}{'-of' if backward else ''}",
            wording(predicate, "backward" if backward else "forward"),
            tuple(held),
        )
        for (predicate, backward), held in groupby(told, key=lambda one: (one.predicate, one.backward))
    ]


def groups_of(graph: GraphReader, entity: EntityView) -> list[Group]:
    """Return all that the page says of a thing, each statement with its arguments; approvals come first."""
    held = grouped(with_arguments(graph, entity.told))
    if entity.label == "Therapy" and (uses := with_arguments(graph, rolled_up(graph, entity.id))):
        own = [place for place, group in enumerate(held) if group.id == "approved_for"]
        title = (
            "approved for, through its members"
            if entity.kind == "class"
            else "approved for, told of its substance or brands"
        )
        held.insert(own[0] + 1 if own else 0, Group("approved_for-through", title, tuple(uses)))
    return held


def relatives(graph: GraphReader, entity: EntityView) -> list[Relatives]:
    """Return the brands and forms of a therapy, and what a product is a brand of."""
    if entity.label != "Therapy":
        return []
    below = graph.run("products_of_therapies", therapies=[entity.id])
    above = _names(graph, [str(row["therapy"]) for row in graph.run("substances_of_products", products=[entity.id])])
    brands = {str(row["product"]): str(row["product_name"]) for row in below if row["predicate"] == "BRAND_OF"}
    forms = {str(row["product"]): str(row["product_name"]) for row in below if row["predicate"] == "FORM_OF"}
    found = [("Brand of", above), ("Brands", brands), ("Forms", forms)]
    return [
        Relatives(title, tuple(sorted(held.items(), key=lambda one: one[1].lower()))) for title, held in found if held
    ]


def timelines(graph: GraphReader, entity: EntityView) -> list[Timeline]:
    """Return the dated acts on a therapy and its brands by agency; none for other things."""
    if entity.label != "Therapy":
        return []
    below = graph.run("products_of_therapies", therapies=[entity.id])
    brands = {str(row["product"]) for row in below if row["predicate"] == "BRAND_OF"}
    rows = graph.run("events_of_therapies", ids=sorted({entity.id, *brands}))
    names = _names(graph, [str(row["cancer"]) for row in rows if row["cancer"]])
    found: dict[str, dict[str, Happening]] = {}
    for row in sorted(rows, key=lambda row: (str(row["date"]) or "9", str(row["event"]))):
        happening = Happening(
            event=str(row["event"]),
            date=str(row["date"]),
            what=KINDS.get(str(row["kind"]), str(row["kind"]).replace("_", " ")),
            therapy=str(row["therapy_name"]) if row["therapy"] != entity.id else "",
            cancer=names.get(str(row["cancer"]), ""),
            open=bool(row["open"]),
            note=str(row["note"]),
        )
        found.setdefault(str(row["agency"]), {})[happening.event] = happening
    return [Timeline(agency, tuple(held.values())) for agency, held in sorted(found.items())]


def _names(graph: GraphReader, ids: list[str]) -> dict[str, str]:
    rows = graph.run("entities", ids=sorted(set(ids))) if ids else []
    return {str(row["id"]): str(row["name"]) for row in rows}
