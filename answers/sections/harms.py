"""Harms, at the level that their source names: boxed warnings first, then serious ones, then others by how often."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sources import REPORTED_TIERS
from answers.verdict.model import Named, Use
from answers.wording.phrases import join_words, say_date

PREDICATES = ("causes",)
FREQUENCIES = ("very_common", "common", "uncommon", "rare", "very_rare", "")
IN_ONE_SENTENCE = 6


def tell_harms(
    draft: Draft, narrator: Narrator, therapy_id: str, uses: Iterable[Use], members: Sequence[Named] = ()
) -> None:
    """Write the harms of a therapy. ``uses`` are `causes` statements of itself, its products, classes or members."""
    section = draft.section("harms", therapy=narrator.name(therapy_id))
    held = sorted(uses, key=lambda use: (use.subject.name, use.object.name, use.id))
    boxed = [use for use in held if use.statement.qualifiers.seriousness == "boxed_warning"]
    rest = [use for use in held if use.statement.qualifiers.seriousness != "boxed_warning"]
    _tell_boxed(section, narrator, boxed)
    by_subject: dict[str, list[Use]] = defaultdict(list)
    for use in rest:
        by_subject[use.subject.id].append(use)
    for subject, owned in by_subject.items():
        _tell_subject(section, narrator, subject, owned)
    warned = {use.subject.id for use in boxed}
    silent = [member.id for member in members if boxed and member.id not in warned]
    if silent:
        section.absence(
            "harm.not_held",
            [f"query:told_of_therapies?therapies={','.join(sorted(silent))}&predicates=causes"],
            products=join_words(narrator.names_of(silent)),
        )
    if not held:
        section.absence(
            "harm.none",
            [f"query:told_of_therapies?therapies={therapy_id}&predicates=causes"],
            therapy=narrator.name(therapy_id),
        )
    section.guide("harm.call")


def _tell_boxed(section: SectionDraft, narrator: Narrator, boxed: Sequence[Use]) -> None:
    by_harm: dict[tuple[str, str, str], list[Use]] = defaultdict(list)
    for use in boxed:
        source = narrator.best_source(use.id)
        reporter = source.publisher if source and source.tier in REPORTED_TIERS else ""
        by_harm[(use.object.id, reporter, source.published if source else "")].append(use)
    for (harm, reporter, published), members in sorted(by_harm.items()):
        plan = "harm.boxed_reported" if reporter else "harm.boxed"
        section.claim(
            plan,
            [use.id for use in members],
            therapies=join_words(narrator.names_of(use.subject.id for use in members)),
            publisher=reporter,
            harm=narrator.name(harm),
            when=f", as of {say_date(published)}" if published else "",
        )


def _tell_subject(section: SectionDraft, narrator: Narrator, subject: str, owned: Sequence[Use]) -> None:
    name = narrator.name(subject)
    serious = [use for use in owned if use.statement.qualifiers.seriousness == "serious"]
    for run in _runs(serious):
        section.claim(
            "harm.serious_many",
            [use.id for use in run],
            therapy=name,
            harms=join_words(narrator.names_of(use.object.id for use in run)),
        )
    others = [use for use in owned if use.statement.qualifiers.seriousness != "serious"]
    for frequency in FREQUENCIES:
        members = [use for use in others if _frequency(use) == frequency]
        words = section.voice.catalogue.wording(f"frequency.{frequency}", section.voice.level) if frequency else ""
        for run in _runs(members):
            section.claim(
                "harm.common_many" if frequency else "harm.class_many",
                [use.id for use in run],
                therapy=name,
                frequency=f" {words}" if words else "",
                harms=join_words(narrator.names_of(use.object.id for use in run)),
            )


def _frequency(use: Use) -> str:
    told = use.statement.qualifiers.frequency
    return told if told in FREQUENCIES else ""


def _runs(uses: Sequence[Use]) -> list[Sequence[Use]]:
    return [uses[start : start + IN_ONE_SENTENCE] for start in range(0, len(uses), IN_ONE_SENTENCE)]
