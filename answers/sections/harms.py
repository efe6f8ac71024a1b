"""Harms, at the level that their source names: boxed warnings first, then serious ones, then others by how often."""

from collections import defaultdict
from collections.abc import Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.verdict.harms import HarmTold, level_harms
from answers.verdict.model import Facts, Named, Use
from answers.wording.phrases import join_words, say_count, say_date

PREDICATES = ("causes",)
FREQUENCIES = ("very_common", "common", "uncommon", "rare", "very_rare", "")
IN_ONE_SENTENCE = 6
FIRST_TOLD = ("very_common", "")
"""Harms that stand in the open; rarer ones that no source calls serious are folded."""


def tell_harms(draft: Draft, narrator: Narrator, facts: Facts, uses: Sequence[Use]) -> None:
    """Write the harms of a therapy. ``uses`` are `causes` statements of itself, its products, members or classes.

    Members that are only studied stand on no label: nobody expects a warning of theirs in our records.
    """
    on_labels = {use.member for use in facts.uses} | {use.subject.id for use in facts.uses}
    members = [membership.member for membership in facts.members if membership.member.id in on_labels]
    tell_harm_uses(draft, narrator, facts.therapy, uses, members)


def tell_harm_uses(
    draft: Draft, narrator: Narrator, therapy: Named, uses: Sequence[Use], members: Sequence[Named] = ()
) -> None:
    """Write harms at the level that their sources name, boxed warnings first."""
    section = draft.section("harms", therapy=narrator.name(therapy.id))
    told = level_harms(therapy, uses, members)
    for harm in told:
        if harm.boxed:
            _tell_boxed(section, narrator, harm)
    silent = {one.id for harm in told if harm.boxed for one in harm.silent}
    warned = {one.id for harm in told if harm.boxed for one in harm.subjects}
    _tell_silent(section, narrator, sorted(silent - warned))
    rest = [harm for harm in told if not harm.boxed]
    _tell_group(section, narrator, [harm for harm in rest if harm.serious], "harm.serious_many")
    others = [harm for harm in rest if not harm.serious]
    rarer = SectionDraft("harms", draft.voice.tell("title.harms_rarer", {}), draft.voice, folded=True)
    for frequency in FREQUENCIES:
        chosen = [harm for harm in others if _known(harm.frequency) == frequency]
        place = section if frequency in FIRST_TOLD else rarer
        _tell_group(place, narrator, chosen, "harm.common_many" if frequency else "harm.class_many", frequency)
    if not told:
        basis = f"query:told_of_therapies?therapies={therapy.id}&predicates=causes"
        section.absence("harm.none", [basis], therapy=narrator.name(therapy.id))
    section.guide("harm.call")
    if rarer.sentences:
        draft.sections.append(rarer)


def _tell_boxed(section: SectionDraft, narrator: Narrator, harm: HarmTold) -> None:
    section.claim(
        "harm.boxed_reported" if harm.reported else "harm.boxed",
        harm.statement_ids,
        therapies=join_words(narrator.names_of(one.id for one in harm.subjects)),
        publisher=join_words(narrator.publishers(harm.statement_ids)[:3]),
        harm=narrator.name(harm.harm.id),
        when=f", as of {say_date(harm.date)}" if harm.date else "",
    )


def _tell_silent(section: SectionDraft, narrator: Narrator, silent: Sequence[str]) -> None:
    if silent:
        basis = f"query:told_of_therapies?therapies={','.join(silent)}&predicates=causes"
        section.absence("harm.not_held", [basis], products=join_words(narrator.names_of(silent)))


def _tell_group(
    section: SectionDraft, narrator: Narrator, harms: Sequence[HarmTold], plan: str, frequency: str = ""
) -> None:
    """Write harms of the same subjects together; those of some members are told with how many of how many."""
    by_subject: dict[tuple[str, ...], list[HarmTold]] = defaultdict(list)
    for harm in harms:
        by_subject[tuple(one.id for one in harm.subjects)].append(harm)
    words = section.voice.catalogue.wording(f"frequency.{frequency}", section.voice.level) if frequency else ""
    for subjects, group in by_subject.items():
        for start in range(0, len(group), IN_ONE_SENTENCE):
            run = group[start : start + IN_ONE_SENTENCE]
            section.claim(
                "harm.seen_with" if run[0].level == "members" and len(subjects) > 2 else plan,
                [statement for harm in run for statement in harm.statement_ids],
                therapy=join_words(narrator.names_of(subjects)),
                count=say_count(len(subjects), "product"),
                all=run[0].held,
                harm=join_words([narrator.name(harm.harm.id) for harm in run]),
                harms=join_words([narrator.name(harm.harm.id) for harm in run]),
                frequency=f" {words}" if words else "",
            )


def _known(frequency: str) -> str:
    return frequency if frequency in FREQUENCIES else ""
