"""Harms, at the level that their source names: boxed warnings first, then serious ones, then others by how often."""

from collections import defaultdict
from collections.abc import Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections import precautions
from answers.sections.listing import WORDS, Item, runs
from answers.verdict.harms import HarmTold, level_harms
from answers.verdict.model import Facts, Named, Use
from answers.wording.phrases import join_words, say_count, say_date

CAUSES = "causes"
PREDICATES = (CAUSES, *precautions.PREDICATES)
FREQUENCIES = ("very_common", "common", "uncommon", "rare", "very_rare", "")
FRAME = {"harm.serious_many": 4, "harm.common_many": 1, "harm.class_many": 3, "harm.seen_with": 9}
"""Words of each plan besides its list, its medicines and how often the harm is seen."""
FRAME_SILENT = 6
MOST_HARMS = 12
"""Harms of a general kind of treatment that one sentence names."""
FIRST_TOLD = ("very_common", "")
"""Harms that stand in the open; rarer ones that no source calls serious are folded."""


def tell_harms(draft: Draft, narrator: Narrator, facts: Facts, uses: Sequence[Use]) -> None:
    """Write the harms of a therapy. ``uses`` are `causes` statements of itself, its products, members or classes,
    and what bars it or needs care with it.
    """
    tell_harm_uses(draft, narrator, facts.therapy, uses, harmed_members(facts))


def harmed_members(facts: Facts) -> list[Named]:
    """Return the members of a class of which records may name a harm.

    Members that are only studied stand on no label: nobody expects a warning of theirs in our records.
    """
    on_labels = {use.member for use in facts.uses} | {use.subject.id for use in facts.uses}
    return [membership.member for membership in facts.members if membership.member.id in on_labels]


def tell_harm_uses(
    draft: Draft, narrator: Narrator, therapy: Named, uses: Sequence[Use], members: Sequence[Named] = ()
) -> None:
    """Write harms at the level that their sources name, boxed warnings first."""
    section = draft.section("harms", therapy=narrator.name(therapy.id))
    caused = [use for use in uses if use.statement.predicate == CAUSES]
    told = nearest(narrator, therapy, level_harms(therapy, caused, members))
    _tell_boxed(section, narrator, [harm for harm in told if harm.boxed])
    silent = {one.id for harm in told if harm.boxed for one in harm.silent}
    warned = {one.id for harm in told if harm.boxed for one in harm.subjects}
    rarer = SectionDraft("harms", draft.voice.tell("title.harms_rarer", {}), draft.voice, folded=True)
    unwarned = sorted(silent - warned, key=narrator.name)
    _tell_silent(section if len(unwarned) <= MOST_HARMS else rarer, narrator, unwarned)
    rest = [harm for harm in told if not harm.boxed]
    _tell_group(section, narrator, [harm for harm in rest if harm.serious], "harm.serious_many")
    others = [harm for harm in rest if not harm.serious]
    for frequency in FREQUENCIES:
        chosen = [harm for harm in others if known_frequency(harm.frequency) == frequency]
        place = section if frequency in FIRST_TOLD else rarer
        _tell_group(place, narrator, chosen, "harm.common_many" if frequency else "harm.class_many", frequency)
    if not told:
        basis = f"query:told_of_therapies?therapies={therapy.id}&predicates=causes"
        section.absence("harm.none", [basis], therapy=narrator.name(therapy.id))
    section.guide("harm.call")
    if rarer.sentences:
        draft.sections.append(rarer)
    precautions.tell_precautions(draft, narrator, uses)


def tell_class_harms(draft: Draft, narrator: Narrator, uses: Sequence[Use]) -> None:
    """Write, for each general kind of treatment, its serious harms and the first of its others; that all can harm."""
    section = draft.section("harms", therapy="")
    section.title = draft.voice.tell("title.harms_general", {})
    by_subject: dict[str, list[HarmTold]] = defaultdict(list)
    for subject in dict.fromkeys(use.subject for use in uses):
        own = [use for use in uses if use.subject.id == subject.id and use.statement.predicate == CAUSES]
        by_subject[subject.id].extend(level_harms(subject, own))
    for subject_id in sorted(by_subject, key=narrator.name):
        for serious, plan in ((True, "harm.serious_many"), (False, "harm.class_many")):
            items = [
                Item(narrator.name(harm.harm.id), 1, harm.statement_ids)
                for harm in by_subject[subject_id]
                if (harm.serious or harm.boxed) == serious
            ]
            if items:
                grounds = [ground for item in items[:MOST_HARMS] for ground in item.grounds]
                harms = join_words([item.text for item in items[:MOST_HARMS]])
                section.claim(plan, grounds, therapy=narrator.name(subject_id), harms=harms)
    section.guide("harm.each")
    section.guide("harm.call")


def nearest(narrator: Narrator, therapy: Named, harms: Sequence[HarmTold]) -> list[HarmTold]:
    """Return the harms of the therapy, and of classes only what is serious there or where nothing nearer is held.

    Of several classes the first one of the therapy speaks for it, where it has harms.
    """
    own = any(harm.level != "class_wide" and not harm.boxed for harm in harms)
    first = narrator.classes.get(therapy.id)
    of_first = {harm.harm.id for harm in harms if first and any(one.id == first.class_id for one in harm.subjects)}
    return [
        harm
        for harm in harms
        if harm.level != "class_wide"
        or harm.boxed
        or harm.serious
        or (not own and (not of_first or harm.harm.id in of_first))
    ]


def _tell_boxed(section: SectionDraft, narrator: Narrator, harms: Sequence[HarmTold]) -> None:
    """Write boxed warnings; those of the same medicines, told by the same sources, stand together."""
    together: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[HarmTold]] = defaultdict(list)
    for harm in harms:
        publishers = tuple(narrator.publishers(harm.statement_ids)[:3]) if harm.reported else ()
        together[tuple(one.id for one in harm.subjects), publishers, harm.date].append(harm)
    for (_, publishers, date), members in together.items():
        section.claim(
            "harm.boxed_reported" if publishers else "harm.boxed",
            [ground for harm in members for ground in harm.statement_ids],
            therapies=join_words(narrator.names_of(one.id for one in members[0].subjects)),
            publisher=join_words(publishers),
            harm=join_words(narrator.names_of(harm.harm.id for harm in members)),
            when=f", as of {say_date(date)}" if date else "",
        )


def _tell_silent(section: SectionDraft, narrator: Narrator, silent: Sequence[str]) -> None:
    """Write for which medicines no boxed warning is held."""
    for run in runs([Item(narrator.name(one), 1, (one,)) for one in silent], WORDS[section.voice.level] - FRAME_SILENT):
        named = ",".join(one for item in run for one in item.grounds)
        basis = f"query:told_of_therapies?therapies={named}&predicates=causes"
        section.absence("harm.not_held", [basis], products=join_words([item.text for item in run]))


def _tell_group(
    section: SectionDraft, narrator: Narrator, harms: Sequence[HarmTold], plan: str, frequency: str = ""
) -> None:
    """Write harms of the same subjects together; those of some members are told with how many of how many."""
    by_subject: dict[tuple[str, ...], list[HarmTold]] = defaultdict(list)
    for harm in harms:
        by_subject[tuple(one.id for one in harm.subjects)].append(harm)
    words = section.voice.catalogue.wording(f"frequency.{frequency}", section.voice.level) if frequency else ""
    for subjects, group in by_subject.items():
        named = join_words(narrator.names_of(subjects))
        items = [Item(narrator.name(harm.harm.id), 1, harm.statement_ids) for harm in group]
        chosen = "harm.seen_with" if group[0].level == "members" and len(subjects) > 2 else plan
        frame = FRAME[chosen] + (0 if chosen != plan else len(subjects)) + len(words.replace(",", " ").split())
        for run in runs(items, WORDS[section.voice.level] - frame):
            section.claim(
                chosen,
                [ground for item in run for ground in item.grounds],
                therapy=named,
                count=say_count(len(subjects), "product"),
                all=group[0].held,
                harms=join_words([item.text for item in run]),
                frequency=words,
            )


def known_frequency(frequency: str) -> str:
    """Return a frequency that has words, '' for any other (such as one that a leaflet says is not known)."""
    return frequency if frequency in FREQUENCIES else ""
