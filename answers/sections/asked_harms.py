"""A harm that the question names: whether our sources name it for the therapy, its members or its class."""

from collections.abc import Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.harms import known_frequency
from answers.verdict.harms import HarmTold, level_harms
from answers.verdict.model import Named, Use
from answers.wording.phrases import join_words, say_count

NEAREST = ("therapy", "members", "class_wide")


def tell_asked_harms(
    draft: Draft,
    narrator: Narrator,
    therapy: Named,
    uses: Sequence[Use],
    members: Sequence[Named],
    asked: Sequence[str],
) -> None:
    """Answer for each asked harm, by id, from what stands nearest: the therapy, its members, its class.

    ``uses`` are its `causes` statements as for ``tell_harms``. That none names it is told as our records' silence.
    """
    told = level_harms(therapy, uses, members)
    section = draft.section("verdict")
    for effect in dict.fromkeys(asked):
        found = [harm for harm in told if harm.harm.id == effect]
        if not found:
            basis = f"query:told_of_therapies?therapies={therapy.id}&predicates=causes"
            names = {"therapy": narrator.name(therapy.id), "harm": narrator.name(effect)}
            section.absence("harm.asked_none", [basis], **names)
            continue
        nearest = min(NEAREST.index(harm.level) for harm in found)
        _tell_named(section, narrator, therapy, [harm for harm in found if harm.level == NEAREST[nearest]])
    draft.begin_with(section)


def _tell_named(section: SectionDraft, narrator: Narrator, therapy: Named, harms: Sequence[HarmTold]) -> None:
    """Write one harm, told at one level by statements that may differ in how often and how serious."""
    first = harms[0]
    often = next((harm.frequency for harm in harms if known_frequency(harm.frequency)), "")
    words = section.voice.catalogue.wording(f"frequency.{often}", section.voice.level) if often else ""
    grounds = [ground for harm in harms for ground in harm.statement_ids]
    subjects = {one.id for harm in harms for one in harm.subjects}
    section.claim(
        {"therapy": "harm.asked", "members": "harm.asked_members", "class_wide": "harm.asked_class"}[first.level],
        grounds,
        therapy=narrator.name(therapy.id),
        harm=narrator.name(first.harm.id),
        subjects=join_words(narrator.names_of(sorted(subjects))),
        count=say_count(len(subjects), "product"),
        all=first.held,
        often=f", {words}" if words else "",
    )
    if any(harm.boxed for harm in harms):
        section.claim("harm.asked_boxed", [ground for harm in harms if harm.boxed for ground in harm.statement_ids])
    elif any(harm.serious for harm in harms):
        section.claim("harm.asked_serious", [ground for harm in harms if harm.serious for ground in harm.statement_ids])
