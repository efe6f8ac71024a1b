"""Is X a Y: yes by a membership, no only by a statement or a declared disjointness, else unknown."""

from hypothesis import given
from hypothesis import strategies as st

from answers.verdict.kind import Apart, ClassHeld, KindFacts, decide_kind
from answers.verdict.model import Named

OSIMERTINIB = Named("ncit:C116377", "osimertinib", "substance")
IMMUNOTHERAPY = Named("class:immunotherapy", "Immunotherapy", "class")
KINASE = Named("class:kinase-inhibitor", "Kinase inhibitor", "class")
TARGETED = Named("class:targeted-therapy", "Targeted therapy", "class")
CAR_T = Named("class:car-t", "CAR T-cell therapy", "class")
CELLS = Named("class:adoptive-cell-therapy", "Cell therapy", "class")


def test_a_member_is_one_and_its_statement_is_the_ground() -> None:
    facts = KindFacts(OSIMERTINIB, TARGETED, (ClassHeld(KINASE, "st:1"), ClassHeld(TARGETED, "st:2", 2)))
    verdict = decide_kind(facts)
    assert (verdict.answer, verdict.reason, verdict.grounds) == ("yes", "member", ("st:2",))
    assert verdict.primary == KINASE


def test_silence_is_no_denial() -> None:
    verdict = decide_kind(KindFacts(OSIMERTINIB, IMMUNOTHERAPY, (ClassHeld(KINASE, "st:1"),)))
    assert (verdict.answer, verdict.reason) == ("unknown", "nothing_held")


def test_a_declared_disjointness_denies_with_both_grounds() -> None:
    apart = (Apart(KINASE, "class:immunotherapy", "edge:1"),)
    verdict = decide_kind(KindFacts(OSIMERTINIB, IMMUNOTHERAPY, (ClassHeld(KINASE, "st:1"),), apart=apart))
    assert (verdict.answer, verdict.reason, verdict.grounds) == ("no", "disjoint", ("st:1", "edge:1"))
    assert verdict.instead == KINASE


def test_disjointness_with_a_class_above_denies_its_subclasses_too() -> None:
    apart = (Apart(KINASE, "class:immunotherapy", "edge:1"),)
    facts = KindFacts(OSIMERTINIB, CAR_T, (ClassHeld(KINASE, "st:1"),), ("class:immunotherapy",), apart=apart)
    assert decide_kind(facts).answer == "no"


def test_a_dual_agent_is_not_denied_by_disjointness() -> None:
    held = (ClassHeld(KINASE, "st:1"), ClassHeld(IMMUNOTHERAPY, "st:2"))
    apart = (Apart(KINASE, "class:immunotherapy", "edge:1"),)
    assert decide_kind(KindFacts(OSIMERTINIB, IMMUNOTHERAPY, held, apart=apart)).answer == "yes"
    subclass = KindFacts(OSIMERTINIB, CAR_T, held, ("class:immunotherapy",), apart=apart)
    assert (decide_kind(subclass).answer, decide_kind(subclass).reason) == ("unknown", "dual_agent")


def test_a_cell_therapy_that_is_no_car_t_is_denied_by_its_statement() -> None:
    lifileucel = Named("ncit:lifileucel", "lifileucel", "substance")
    facts = KindFacts(lifileucel, CAR_T, (ClassHeld(CELLS, "st:1"),), denied=(ClassHeld(CAR_T, "st:9"),))
    verdict = decide_kind(facts)
    assert (verdict.answer, verdict.grounds, verdict.instead) == ("no", ("st:9",), CELLS)


def test_a_denial_of_a_class_above_denies_the_class() -> None:
    facts = KindFacts(OSIMERTINIB, CAR_T, (), ("class:immunotherapy",), (ClassHeld(IMMUNOTHERAPY, "st:9"),))
    assert decide_kind(facts).answer == "no"


classes = st.sampled_from([IMMUNOTHERAPY, KINASE, TARGETED, CELLS])


@given(held=st.lists(classes, unique=True), above=st.lists(classes, unique=True))
def test_no_is_never_told_without_a_denial_or_a_disjointness(held: list[Named], above: list[Named]) -> None:
    memberships = tuple(ClassHeld(group, f"st:{group.id}") for group in held)
    verdict = decide_kind(KindFacts(OSIMERTINIB, CAR_T, memberships, tuple(group.id for group in above)))
    assert verdict.answer == "unknown"
