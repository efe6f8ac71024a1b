"""What a leaflet says of using a medicine at all: what bars it, and what to tell the care team of before it begins."""

from collections import defaultdict
from collections.abc import Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.listing import WORDS, Item, runs
from answers.verdict.model import Use
from answers.wording.phrases import join_words, say_date

PREDICATES = ("contraindicated_with", "needs_care_with")
BARRING = "contraindicated_with"
FRAME = {
    "precaution.barred": 9,
    "precaution.barred_therapy": 7,
    "precaution.care": 9,
    "precaution.care_therapy": 9,
}
"""Words of each plan besides its list, the medicine counted as one."""


def tell_precautions(draft: Draft, narrator: Narrator, uses: Sequence[Use]) -> None:
    """Write what bars each medicine in the open, what needs care with it folded in ``plain``; who says so, and when.

    An illness and a medicine taken beside it are different things to the reader, and stand in sentences of their own.
    """
    told = [use for use in uses if use.statement.predicate in PREDICATES and use.statement.polarity == "affirmed"]
    for bars in (True, False):
        chosen = [use for use in told if (use.statement.predicate == BARRING) == bars]
        if not chosen:
            continue
        subjects = sorted({use.subject.id for use in chosen}, key=narrator.name)
        gaps = {"therapy": join_words([narrator.name(one) for one in subjects])}
        title = draft.voice.tell("title.barred" if bars else "title.care", gaps)
        section = SectionDraft("harms", title, draft.voice, folded=not bars and draft.voice.level == "plain")
        draft.sections.append(section)
        for subject in subjects:
            own = [use for use in chosen if use.subject.id == subject]
            for label, suffix in (("Therapy", "_therapy"), ("", "")):
                of_kind = [use for use in own if (_label(narrator, use) == "Therapy") == (label == "Therapy")]
                _tell(section, narrator, subject, of_kind, f"precaution.{'barred' if bars else 'care'}{suffix}")
        _tell_who(section, narrator, chosen)
    if told:
        draft.sections[-1].guide("precaution.ask")


def _label(narrator: Narrator, use: Use) -> str:
    entity = narrator.entities.get(use.object.id)
    return entity.label if entity else ""


def _tell(section: SectionDraft, narrator: Narrator, subject: str, uses: Sequence[Use], plan: str) -> None:
    """Write one list; what a source bars only where it is severe or not under control is told so."""
    held: dict[tuple[str, int], list[str]] = defaultdict(list)
    for use in uses:
        degree = use.statement.qualifiers.note
        held[f"{degree} {narrator.name(use.object.id)}".strip(), 1 + len(degree.split())].append(use.id)
    items = [Item(text, words, tuple(sorted(ids))) for (text, words), ids in sorted(held.items())]
    for run in runs(items, WORDS[section.voice.level] - FRAME[plan]):
        section.claim(
            plan,
            [ground for item in run for ground in item.grounds],
            therapy=narrator.name(subject),
            things=join_words([item.text for item in run], "or"),
        )


def _tell_who(section: SectionDraft, narrator: Narrator, uses: Sequence[Use]) -> None:
    """Write whose leaflets these are, of which day."""
    by_source: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for use in uses:
        source = narrator.best_source(use.id)
        if source is not None:
            dated = source.published or source.attested
            by_source[source.publisher, dated, "" if dated else source.retrieved].append(use.id)
    for (publisher, date, taken), ids in sorted(by_source.items()):
        plan = "precaution.source" if date else "precaution.source_taken" if taken else "precaution.source_undated"
        section.claim(plan, ids, publisher=publisher, when=say_date(date or taken))
