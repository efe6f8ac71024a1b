"""Worlds as hypothesis makes them: records whose references mostly hold, with every kind of edge."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from graph.model import (
    Coverage,
    CoveredProduct,
    Document,
    Edge,
    Entity,
    Event,
    Evidence,
    Indication,
    Name,
    Records,
    ReviewItem,
    Statement,
)
from tests.graph.strategies import dataclasses_of

CANCERS = [f"oncotree:C{number}" for number in range(5)]
THERAPIES = [f"therapy:t{number}" for number in range(6)]
EFFECTS = ["ae:one", "ae:two"]
BIOMARKERS = ["biomarker:b1", "biomarker:b2"]
AGENCIES = ["agency:fda", "agency:ema"]
EVIDENCE = ["ev:1", "ev:2"]
PREDICATES = ["approved_for", "approved_for", "option_for", "member_of", "not_member_of", "causes"]
DAYS = st.sampled_from(["", "2024", "2025-03", "2026-01-31"])
TEXT = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0xFFF), min_size=1, max_size=6)


@st.composite
def linked_records(draw: st.DrawFn) -> Records:
    records = Records()
    for label, kinds, ids in (
        ("Cancer", ["type", "group"], CANCERS),
        ("Therapy", ["product", "substance", "class", "formulation"], THERAPIES),
        ("AdverseEffect", ["effect"], EFFECTS),
        ("Biomarker", ["alteration"], BIOMARKERS),
        ("Agency", ["agency"], AGENCIES),
    ):
        records.extend(Entity(key, label, draw(st.sampled_from(kinds)), draw(TEXT)) for key in ids)
    records.add(Document("doc:1", draw(TEXT), "p", "u", "l", "regulator", "label", "c", "0" * 64))
    records.extend(Evidence(key, "doc:1", draw(TEXT), "0" * 64) for key in EVIDENCE)
    for number in range(draw(st.integers(0, 4))):
        held = draw(st.sampled_from(THERAPIES + CANCERS))
        records.add(Name(f"name:{number}", held, draw(TEXT), "synonym", draw(st.booleans())))
    records.extend(draw(st.lists(_edges(), max_size=14)))
    indications = draw(st.lists(_indications(), max_size=4, unique_by=lambda one: one.id))
    records.extend(indications)
    held_ids = [one.id for one in indications]
    records.extend(draw(st.lists(_statements(held_ids), max_size=12, unique_by=lambda one: one.id)))
    records.extend(draw(st.lists(_events(held_ids), max_size=4, unique_by=lambda one: one.id)))
    records.extend(draw(st.lists(_coverage(), max_size=2, unique_by=lambda one: one.id)))
    records.extend(draw(st.lists(_reviews(), max_size=3, unique_by=lambda one: one.id)))
    return records


@st.composite
def _edges(draw: st.DrawFn) -> Edge:
    """Make an edge; BROADER runs from a later cancer to an earlier one, because a classification has no cycle."""
    predicate = draw(st.sampled_from(["BROADER", "COVERS", "BRAND_OF", "FORM_OF", "SAME_FORMULATION"]))
    pool = CANCERS if predicate in {"BROADER", "COVERS"} else THERAPIES
    first, second = sorted(draw(st.lists(st.sampled_from(pool), min_size=2, max_size=2, unique=True)))
    if predicate != "BROADER" and draw(st.booleans()):
        first, second = second, first
    return Edge(f"edge:{predicate}/{second}/{first}", predicate, second, first)


@st.composite
def _indications(draw: st.DrawFn) -> Indication:
    brands = tuple(draw(st.lists(st.sampled_from(THERAPIES), max_size=2, unique=True)))
    key = f"ind:{draw(st.integers(0, 5))}"
    return Indication(key, draw(st.sampled_from(AGENCIES)), draw(st.sampled_from(THERAPIES)), "doc:1", 1, brands)


def _statements(indications: list[str]) -> st.SearchStrategy[Statement]:
    def link(drawn: tuple[Any, ...]) -> Statement:
        made, number, predicate, subject, cancer, group, effect, agency, indication, status, support, biomarker = drawn
        obj = {"causes": effect, "member_of": group, "not_member_of": group}.get(predicate, cancer)
        statement: Statement = replace(
            made,
            id=f"st:{number}",
            predicate=predicate,
            subject=subject,
            object=obj,
            agency=agency,
            indication_id=indication,
            partners=tuple(group for _ in made.partners[:1]),
            excluded_cancers=tuple(cancer for _ in made.excluded_cancers[:1]),
            requires=tuple(replace(one, biomarker_id=biomarker) for one in made.requires),
            excludes=tuple(replace(one, biomarker_id=biomarker) for one in made.excludes),
            after=tuple(replace(one, therapy_id=group) for one in made.after),
            not_after=tuple(replace(one, therapy_id="") for one in made.not_after),
            evidence_ids=tuple(support),
            review_status=status,
            polarity="affirmed",
            modality="asserted",
        )
        return statement

    return st.tuples(
        dataclasses_of(Statement),
        st.integers(0, 20),
        st.sampled_from(PREDICATES),
        st.sampled_from(THERAPIES),
        st.sampled_from([*CANCERS, "oncotree:NOBODY"]),
        st.sampled_from(THERAPIES),
        st.sampled_from(EFFECTS),
        st.sampled_from(["", *AGENCIES]),
        st.sampled_from(["", *indications]),
        st.sampled_from(["accepted", "single_source", "proposed", "rejected"]),
        st.lists(st.sampled_from(EVIDENCE), max_size=2, unique=True),
        st.sampled_from(BIOMARKERS),
    ).map(link)


@st.composite
def _events(draw: st.DrawFn, indications: list[str]) -> Event:
    held = st.sampled_from(["", *indications])
    return Event(
        f"event:{draw(st.integers(0, 9))}",
        draw(st.sampled_from(["granted", "narrowed", "indication_withdrawn", "product_withdrawn"])),
        draw(st.sampled_from(AGENCIES)),
        draw(st.sampled_from(THERAPIES)),
        draw(held),
        date=draw(DAYS),
        announced=draw(DAYS),
        open=draw(st.booleans()),
        candidates=tuple(sorted({draw(held)} - {""})),
        evidence_ids=tuple(draw(st.lists(st.sampled_from(EVIDENCE), max_size=1))),
    )


@st.composite
def _coverage(draw: st.DrawFn) -> Coverage:
    products = tuple(
        CoveredProduct(therapy, "doc:1", draw(st.integers(0, 3)), 0, 0)
        for therapy in draw(st.lists(st.sampled_from(THERAPIES), max_size=2, unique=True))
    )
    key, therapy = f"cov:{draw(st.integers(0, 2))}", draw(st.sampled_from(THERAPIES))
    return Coverage(
        key, draw(st.sampled_from(AGENCIES)), therapy, products, "doc:1", draw(DAYS), draw(DAYS), "fda_drugs"
    )


@st.composite
def _reviews(draw: st.DrawFn) -> ReviewItem:
    status = draw(st.sampled_from(["open", "accepted"]))
    return ReviewItem(
        f"rev:{draw(st.integers(0, 4))}", "gate", "use", therapy_id=draw(st.sampled_from(THERAPIES)), status=status
    )


LINKED_RECORDS = linked_records()
