"""What changed since the day that a question names: at each agency, for the cancer asked about or for all uses."""

from collections.abc import Iterable, Iterator
from datetime import date

from answers.asking import DEFAULT_AGENCIES, Asking
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sections.verdict import held_agencies
from answers.verdict.acts import counts
from answers.verdict.changes import what_changed
from answers.verdict.constraints import Request
from answers.verdict.model import DatedEvent, Facts
from answers.verdict.time import event_interval
from answers.wording.phrases import join_words, say_date, say_when
from graph.model import earliest


def since_of(asking: Asking) -> date | None:
    """Return the day that the question asks to look back to; None where it names none before the day asked about."""
    since = earliest(asking.question.constraints.since)
    return since if since is not None and since < asking.as_of else None


def tell_changes(
    asking: Asking, section: SectionDraft, narrator: Narrator, facts: Facts, *, first: bool = False
) -> None:
    """Write the acts of each agency since then, oldest first; where none is held, that none is.

    ``first``: before what the section already says, since the question asks for it.
    """
    since = since_of(asking)
    if since is None:
        return
    said, section.sentences = section.sentences, [] if first else section.sentences
    for agency in asking.agencies or dict.fromkeys((*DEFAULT_AGENCIES, *held_agencies(facts))):
        events = list(_acts(asking, facts, agency, since))
        for acts in _together(events):
            act = acts[0].event
            therapies = sorted(set(narrator.names_of(dated.event.therapy_id for dated in acts)))
            cancers = sorted({one for dated in acts for one in _cancers(facts, dated)}, key=narrator.name)
            section.claim(
                f"event.{act.kind}",
                [dated.event.id for dated in acts],
                country=narrator.country(agency),
                when=say_when(act.date),
                therapy=join_words(therapies),
                use=f" for {join_words(narrator.names_of(cancers))}" if cancers else "",
            )
        if not events and (agency in DEFAULT_AGENCIES or asking.agencies):
            basis = f"query:events_of_therapies?ids={facts.therapy.id}&agency={agency}"
            gaps = {"country": narrator.country(agency), "since": say_date(since.isoformat())}
            section.absence("verdict.no_change", [basis], **gaps)
    if first:
        section.sentences += said


def _acts(asking: Asking, facts: Facts, agency: str, since: date) -> Iterator[DatedEvent]:
    """Yield the acts between the two days, those of a verdict where a cancer was asked about.

    One known by its month or year only is told where it may lie between: its date is told as it is known.
    """
    if facts.cancer.id:
        request = Request(asking.question.constraints)
        changes = what_changed(facts, agency, since, asking.as_of, request, asking.known_at)
        yield from (dated for dated in (*changes.events, *changes.perhaps) if dated.event.date)
        return
    for dated in facts.events:
        if dated.event.agency == agency and dated.event.date and counts(dated) and not dated.event.open:
            when = event_interval(dated, facts.records_end)
            if when.by(since) is not True and when.by(asking.as_of) is not False:
                yield dated


def _together(events: Iterable[DatedEvent]) -> Iterable[list[DatedEvent]]:
    """Return acts by day; one act on several cancers, or on several products, is one sentence."""
    held: dict[tuple[str, str, str], list[DatedEvent]] = {}
    for dated in sorted(events, key=lambda one: (one.event.date, one.event.id)):
        act = dated.event
        held.setdefault((act.date, act.kind, act.therapy_id if act.indication_id else ""), []).append(dated)
    return held.values()


def _cancers(facts: Facts, dated: DatedEvent) -> set[str]:
    indication = dated.event.indication_id
    return {use.object.id for use in facts.uses if indication and use.statement.indication_id == indication}
