"""How an answer ends: questions for the care team, related questions with their verdict, where to read more."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from answers.asking import Asking
from answers.narrator import Narrator
from answers.sections.verdict import open_uses, preview
from answers.sources import Source, official
from answers.verdict.model import Facts, JudgedUse, Use, Verdict

MOST_TESTS = 3
MOST_RELATED = 4
MOST_PAGES = 4
FOR_PATIENTS, FOR_PROFESSIONALS = "/patient/", "/hp/"
"""Parts of addresses of pages that a publisher writes twice, under one title."""
TABLE_ROW = ", row of "
"""How the title of a document goes on that is one row of a table: its page is about the row's subject."""
LEAST_SHARE = 25
"""A page to read more carries at least one in so many of the statements told."""


def tell_questions_to_ask(
    asking: Asking,
    narrator: Narrator,
    verdicts: Sequence[Verdict],
    options: Iterable[Use] = (),
    harms: Iterable[Use] = (),
) -> None:
    """Offer questions that follow from what the graph needs and does not know about the person."""
    deciding = [judged.use for verdict in verdicts for judged in verdict.deciding]
    listed = list(options)
    _offer_tests(asking, narrator, [*deciding, *listed])
    if verdicts and verdicts[0].studies and verdicts[0].status not in ("approved", "approved_for_some"):
        _offer(asking, "trial", [use.id for use in verdicts[0].studies[:3]])
    if any(use.statement.qualifiers.stage for use in listed) and not asking.question.constraints.stage:
        _offer(asking, "stage", [use.id for use in listed if use.statement.qualifiers.stage][:3])
    if any(use.statement.qualifiers.line_min > 1 for use in deciding) and not asking.question.constraints.line:
        _offer(asking, "line", [use.id for use in deciding if use.statement.qualifiers.line_min > 1][:3])
    serious = [use for use in harms if use.statement.qualifiers.seriousness in ("boxed_warning", "serious")]
    if serious and verdicts:
        _offer(asking, "harms", [use.id for use in serious[:3]], therapy=narrator.name(verdicts[0].therapy.id))
    if listed and verdicts and verdicts[0].status not in ("approved", "approved_for_some"):
        _offer(asking, "options", [use.id for use in listed[:3]])
    asking.draft.questions_to_ask.sort(key=lambda entry: str(entry["text"]))


def tell_tests_to_ask(
    asking: Asking, narrator: Narrator, approved: Mapping[str, Sequence[JudgedUse]], options: Iterable[Use]
) -> None:
    """Offer the tests that decide between treatments, and the stage where options differ by it."""
    uses = [one.use for judged in approved.values() for one in judged if not one.contradicted]
    _offer_tests(asking, narrator, [*uses, *options])
    staged = [use.id for use in options if use.statement.qualifiers.stage]
    if staged and not asking.question.constraints.stage:
        _offer(asking, "stage", staged[:3])
    asking.draft.questions_to_ask.sort(key=lambda entry: str(entry["text"]))


def _offer_tests(asking: Asking, narrator: Narrator, uses: Iterable[Use]) -> None:
    asked = {one.biomarker_id for one in asking.question.constraints.biomarkers}
    needing: dict[str, list[str]] = {}
    for use in uses:
        for state in use.statement.requires:
            needing.setdefault(state.biomarker_id, []).append(use.id)
    common = sorted(needing, key=lambda marker: (-len(needing[marker]), narrator.name(marker)))
    for marker in [one for one in common if one not in asked][:MOST_TESTS]:
        _offer(asking, "test", needing[marker][:3], biomarker=narrator.name(marker))


def _offer(asking: Asking, kind: str, ids: Sequence[str], **gaps: str) -> None:
    voice = asking.draft.voice
    entry = {
        "text": voice.tell(f"ask.{kind}", gaps),
        "because": voice.tell(f"ask.{kind}_because", gaps),
        "statement_ids": list(ids),
    }
    if all(held["text"] != entry["text"] for held in asking.draft.questions_to_ask):
        asking.draft.questions_to_ask.append(entry)


def tell_related(asking: Asking, narrator: Narrator, facts: Facts, agency: str, instead: str = "") -> None:
    """Offer all treatments for the cancer, where only the main ones were told, and verdicts on other cancers.

    Each has a sentence of its answer as preview; ``instead`` is that of the treatments, '' where none were told.
    """
    seen: set[str] = {facts.cancer.id}
    if instead:
        question = asking.draft.voice.tell("related.treatments", {"cancer": narrator.name(facts.cancer.id)})
        asking.draft.related_questions.append({"text": question, "preview": instead})
    for judged in sorted(open_uses(facts, agency, asking), key=lambda one: (one.use.object.name, one.use.id)):
        if judged.use.object.id in seen or len(asking.draft.related_questions) >= MOST_RELATED:
            continue
        seen.add(judged.use.object.id)
        text = preview(facts, narrator, agency, asking, judged)
        if text:
            question = asking.draft.voice.tell(
                "related.approval",
                {"therapy": narrator.name(facts.therapy.id), "cancer": narrator.name(judged.use.object.id)},
            )
            asking.draft.related_questions.append({"text": question, "preview": text})


def tell_more(asking: Asking, narrator: Narrator) -> None:
    """Name the official pages on which most of the answer rests: a page that one entry of a list cites is not one."""
    pages: dict[str, Source] = {}
    told: Counter[str] = Counter()
    grounds = (ground for held in asking.draft.sections for one in held.sentences for ground in one.rests_on)
    for ground in dict.fromkeys(grounds):
        source = narrator.best_source(ground)
        if source and official(source.url):
            pages.setdefault(source.url, source)
            told[source.url] += 1
    least = min(max(told.values(), default=0), max(2, sum(told.values()) / LEAST_SHARE))
    wanted = FOR_PATIENTS if asking.level == "plain" else FOR_PROFESSIONALS
    chosen: dict[str, Source] = {}
    for url in sorted(told, key=lambda url: (wanted not in url, -told[url], url)):
        if told[url] >= least:
            chosen.setdefault(pages[url].title, pages[url])
    if not chosen:
        return
    section = asking.draft.section("more", folded=True)
    for source in sorted(chosen.values(), key=lambda source: (-told[source.url], source.url))[:MOST_PAGES]:
        section.page(source.document_id, source.title.partition(TABLE_ROW)[0], source.publisher)
