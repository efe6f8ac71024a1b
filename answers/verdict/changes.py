"""What changed since a day? The acts between two days that concern a verdict, and the status before and after."""

from dataclasses import dataclass
from datetime import date

from answers.verdict.acts import counts
from answers.verdict.constraints import Request
from answers.verdict.model import DatedEvent, Facts, Verdict
from answers.verdict.status import decide
from answers.verdict.time import event_interval
from graph.model import earliest


@dataclass(frozen=True, slots=True)
class Changes:
    """The verdicts of two days and what lies between: ``events`` surely, ``perhaps`` by dates that are not precise.

    ``learned`` is true where the status differs without any act between: our records begin or end in between.
    """

    before: Verdict
    after: Verdict
    events: tuple[DatedEvent, ...]
    perhaps: tuple[DatedEvent, ...]
    learned: bool

    @property
    def is_changed(self) -> bool:
        """True where the status, or for whom it holds, differs."""
        return _told(self.before) != _told(self.after) or bool(self.events)


def what_changed(
    facts: Facts, agency: str, since: date, as_of: date, request: Request | None = None, known_at: date | None = None
) -> Changes:
    """Compare the verdicts of two days."""
    before = decide(facts, agency, since, request, known_at)
    after = decide(facts, agency, as_of, request, known_at)
    concerned = {judged.use.statement.indication_id for judged in (*before.uses, *after.uses)} - {""}
    sure, perhaps = [], []
    for dated in facts.events:
        if dated.event.agency != agency or not counts(dated) or dated.event.indication_id not in concerned:
            continue
        when = event_interval(dated, facts.records_end)
        if when.by(since) is False and when.by(as_of) is True:
            sure.append(dated)
        elif when.by(since) is not True and when.by(as_of) is not False:
            perhaps.append(dated)
    return Changes(
        before=before,
        after=after,
        events=_by_date(sure),
        perhaps=_by_date(perhaps),
        learned=before.status != after.status and not sure and not perhaps,
    )


def _told(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.status, verdict.some, verdict.members, verdict.kinds, verdict.conditions)


def _by_date(events: list[DatedEvent]) -> tuple[DatedEvent, ...]:
    return tuple(sorted(events, key=lambda dated: (earliest(dated.event.date) or date.min, dated.event.id)))
