"""Where a cancer's own use ended, and what stands is for a wider group under a test."""

from collections.abc import Mapping, Sequence

from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sections.use_groups import absent
from answers.verdict.model import JudgedUse, Spell, Verdict
from answers.wording.conditions import say_marker
from answers.wording.phrases import join_words, say_when


def own_use_lost(verdict: Verdict) -> list[JudgedUse]:
    """Return the uses for the cancer itself that ended, where what stands is for a wider group and asks for a test.

    The test that the wider use asks for may be one that this cancer hardly ever has: it must not read as if the
    approval for the cancer stood.
    """
    wider_only = all(judged.reach == "covers" for judged in verdict.deciding)
    tested = bool(verdict.conditions) and all(condition.biomarkers for condition in verdict.conditions)
    if verdict.status != "approved_for_some" or not wider_only or not tested:
        return []
    return [one for one in verdict.uses if one.state == "ended" and one.reach == "same" and _ends(one)]


def _ends(judged: JudgedUse) -> list[Spell]:
    return [spell for spell in judged.spells if spell.end]


def tell_wider_only(
    section: SectionDraft, narrator: Narrator, verdict: Verdict, lost: Sequence[JudgedUse], gaps: Mapping[str, str]
) -> None:
    """Write that the use for the cancer itself ended, then which wider use stands and what it asks for."""
    ends = [spell for one in lost for spell in _ends(one)]
    last = max(ends, key=lambda spell: spell.end)
    grounds = [*(one.use.id for one in lost), *(spell.end_event for spell in ends)]
    section.claim("verdict.own_use_ended", grounds, when=say_when(last.end), **gaps)
    tests = tests_needed(narrator, verdict)
    section.claim(
        "verdict.wider_stands",
        verdict.statement_ids,
        group=join_words(narrator.names_of(sorted({one.use.object.id for one in verdict.deciding})), "or"),
        tests=join_words(sorted(tests), "or"),
        **gaps,
    )


def tests_needed(narrator: Narrator, verdict: Verdict) -> dict[str, list[str]]:
    """Return the test results on which the approval depends, each with the statements that ask for it."""
    tests: dict[str, list[str]] = {}
    depending = {condition.statement_id for condition in verdict.conditions}
    for judged in verdict.deciding:
        said = judged.use.statement
        for state in (*said.requires, *map(absent, said.excludes)) if said.id in depending else ():
            tests.setdefault(say_marker(state, narrator.name), []).append(said.id)
    return tests
