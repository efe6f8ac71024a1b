"""The verdict cases' facts, and how CAR-T works, what hinders it, what is tried and what harms: the whole flagship."""

from dataclasses import replace

from graph.model import Entity, Qualifiers, Records, Statement
from graph.model.identifiers import digest, slug
from tests.answers.verdict.case_world import CAR_T, case_world
from tests.answers.verdict.world import World

PUBLISHERS = {
    "institute": "National Cancer Institute",
    "press": "a news report",
    "paper": "a journal",
    "company": "the company",
    "regulator": "the agency",
    "regulator_copy": "DailyMed",
}
FLAGSHIP = "How does CAR-T cell therapy work for lung cancer?"
STEPS = (
    ("T cells are taken", "T cells are taken from your blood.", "page"),
    ("Chemo makes room", "A short course of chemo makes room for the new cells.", "leaflet"),
    ("Cells are given back", "The changed cells are given back to you.", "page"),
)
BARRIERS = (
    ("Few safe targets", "Solid tumors share most targets with healthy tissue."),
    ("Dense tissue", "Solid tumors have dense tissue that stops the cells."),
)
STRATEGY = ("Homing cells", "Being tried: T cells that find the tumor better.")
HARMS = ("cytokine release syndrome", "low blood counts", "fever")


def flagship_world() -> World:
    """Return a world in which every section of the flagship answer has something to tell."""
    world = case_world()
    review, page = world.document("summary", "solid tumors"), world.document("page", "research car t cells")
    for place, (name, words, sort) in enumerate(STEPS, start=1):
        add_told(world, name, "MechanismStep", words)
        tell(world, "has_mechanism_step", CAR_T, name, world.document(sort, "how CAR T cells work"), order=place)
    for place, (name, words) in enumerate(BARRIERS, start=1):
        add_told(world, name, "Barrier", words)
        tell(world, "has_barrier", CAR_T, name, review, order=place)
    add_told(world, STRATEGY[0], "Strategy", STRATEGY[1])
    tell(world, "addresses", STRATEGY[0], BARRIERS[1][0], review)
    for name in HARMS:
        add_told(world, name, "AdverseEffect", "")
    for member in ("tisagenlecleucel", "axicabtagene ciloleucel"):
        tell(world, "causes", member, HARMS[0], world.document("label", member), seriousness="boxed_warning")
    tell(world, "causes", CAR_T, HARMS[1], page)
    tell(world, "causes", CAR_T, HARMS[2], page, seriousness="serious")
    return world


def add_told(world: World, name: str, label: str, words: str) -> None:
    """Make a thing that is told in its own words."""
    world.ids[name] = f"{label.lower()}:{slug(name)}"
    world.records.add(Entity(world.ids[name], label, label.lower(), name, definition=words))


def tell(world: World, predicate: str, subject: str, target: str, document: str, **qualifiers: int | str) -> str:
    """Make an accepted statement between two named things; return its id."""
    made = Statement(
        id=f"st:{digest(predicate, subject, target)}",
        predicate=predicate,
        subject=world.ids[subject],
        object=world.ids[target],
        qualifiers=Qualifiers(**qualifiers),  # type: ignore[arg-type]  # the caller's words
        evidence_ids=(world.evidence(document, f"{predicate} {subject} {target}"),),
        review_status="accepted",
    )
    world.records.add(made)
    return made.id


def with_publishers(records: Records) -> Records:
    """Return the records with a publisher for each document, by its tier, so that sentences read as real ones do."""
    documents = {
        key: replace(document, publisher=PUBLISHERS.get(document.tier, document.publisher))
        for key, document in records.documents.items()
    }
    return replace(records, documents=documents)
