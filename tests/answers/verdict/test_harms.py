"""Harms stand at the level that their source names."""

from typing import Any

from answers.verdict.harms import level_harms
from answers.verdict.model import Attestation, Named, Use
from graph.model import Qualifiers, Statement

CAR_T = Named("class:car-t", "CAR T-cell therapy", "class")
KYMRIAH = Named("therapy:tisa-cel", "tisagenlecleucel", "substance")
BREYANZI = Named("therapy:liso-cel", "lisocabtagene maraleucel", "substance")
STORM = Named("ae:cytokine-release-syndrome", "cytokine release syndrome", "adverse_effect")
CANCER = Named("ae:t-cell-cancer", "T-cell cancer", "adverse_effect")


def causes(subject: Named, harm: Named, *, tier: str = "institute", date: str = "2025-05-16", **more: Any) -> Use:
    member, route = more.pop("member", ""), more.pop("route", "self")
    statement = Statement(f"st:{subject.id}-{harm.id}", "causes", subject.id, harm.id, qualifiers=Qualifiers(**more))
    seen = Attestation(f"ev:{subject.id}", f"doc:{subject.id}", "drug_page", tier, date)
    return Use(statement, route, subject, harm, member=member, attestations=(seen,))


def test_a_class_answer_counts_the_members_that_a_source_names() -> None:
    rows = [causes(KYMRIAH, STORM, seriousness="boxed_warning", member=KYMRIAH.id, route="member")]
    (told,) = level_harms(CAR_T, rows, (KYMRIAH, BREYANZI))
    assert (told.level, told.held, told.subjects, told.silent) == ("members", 2, (KYMRIAH,), (BREYANZI,))
    assert told.boxed


def test_a_harm_of_the_class_is_class_wide_for_a_member() -> None:
    (told,) = level_harms(KYMRIAH, [causes(CAR_T, CANCER, seriousness="boxed_warning")])
    assert told.level == "class_wide"


def test_a_harm_of_one_member_does_not_reach_another() -> None:
    told = level_harms(BREYANZI, [causes(BREYANZI, STORM)])
    assert [one.level for one in told] == ["therapy"]


def test_a_boxed_warning_keeps_the_tier_and_date_of_its_best_source() -> None:
    rows = [causes(KYMRIAH, STORM, tier="press", date="", seriousness="boxed_warning")]
    (told,) = level_harms(KYMRIAH, rows)
    assert (told.tier, told.date, told.reported) == ("press", "", True)


def test_boxed_warnings_come_first_and_levels_stay_apart() -> None:
    rows = [
        causes(KYMRIAH, STORM, member=KYMRIAH.id, route="member"),
        causes(CAR_T, CANCER, seriousness="boxed_warning"),
        causes(CAR_T, STORM),
    ]
    told = level_harms(CAR_T, rows, (KYMRIAH, BREYANZI))
    assert [(one.harm, one.level) for one in told] == [(CANCER, "therapy"), (STORM, "members"), (STORM, "therapy")]
    assert told[1].silent == ()
