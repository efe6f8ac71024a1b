"""One question being answered: what was asked, of which graph, for which day, and how it shall be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from answers.draft import Draft, Voice
from answers.narrator import Narrator
from answers.reading import GraphReading
from answers.verdict.constraints import Request
from answers.verdict.model import Facts, JudgedUse, Verdict
from answers.verdict.reader import FactsRead, VerdictReader
from answers.verdict.status import agencies_of, decide
from answers.verdict.uses import judge
from answers.wording.catalogue import read_catalogue
from graph.store import GraphReader
from nlp.questions.question import Question

ASKED_FOR_NOTHING = Request()
DEFAULT_AGENCIES = ("agency:fda", "agency:ema")
TOLD_ELSEWHERE = ("approved", "approved_for_some", "withdrawn")


@dataclass(slots=True)
class Asking:
    """Everything that a question type needs. ``agencies`` is empty where the person named none."""

    question: Question
    store: GraphReader
    as_of: date
    known_at: date | None = None
    agencies: tuple[str, ...] = ()
    level: str = "plain"
    language: str = "en"
    draft: Draft = field(init=False)
    reading: GraphReading = field(init=False)
    _judged: dict[str, tuple[JudgedUse, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.draft = Draft(Voice(read_catalogue(self.language), self.level))
        self.reading = GraphReading(self.store, self.known_at.isoformat() if self.known_at else "")

    def begin(self, therapy_id: str, cancer_id: str) -> FactsRead | None:
        """Read what verdicts rest on; None where the therapy or the cancer is not held."""
        return VerdictReader(self.store).begin(therapy_id, [cancer_id], self.known_at)

    def only_groups(self) -> dict[str, frozenset[str]]:
        """Return the groups that an *only* may name, with the cancers that each covers."""
        plans = self.draft.voice.catalogue.plans
        names = [plan.removeprefix("only_group.") for plan in plans if plan.startswith("only_group.")]
        return self.reading.covered_by(names)

    def narrator(self, things: Iterable[str], grounds: Iterable[str]) -> Narrator:
        """Read names and sources of all that may be told."""
        return self.reading.narrator(self.draft.voice, things, grounds)

    def judged(self, facts: Facts, agency: str) -> tuple[JudgedUse, ...]:
        """Return how every use stood at an agency on the day, asked under no condition; judged once."""
        if agency not in self._judged:
            self._judged[agency] = judge(facts, agency, self.as_of, ASKED_FOR_NOTHING)
        return self._judged[agency]

    def verdicts(self, facts: Facts, partners: Sequence[str] = ()) -> list[Verdict]:
        """Decide for each agency asked about; else for the default ones and those that differ (design, section 8)."""
        request = Request(self.question.constraints, tuple(partners))
        if self.agencies:
            return [decide(facts, agency, self.as_of, request, self.known_at) for agency in self.agencies]
        asked = [decide(facts, agency, self.as_of, request, self.known_at) for agency in DEFAULT_AGENCIES]
        told = {verdict.status for verdict in asked}
        if told & set(TOLD_ELSEWHERE):
            return asked
        others = [agency for agency in agencies_of(facts) if agency not in DEFAULT_AGENCIES]
        elsewhere = [decide(facts, agency, self.as_of, request, self.known_at) for agency in others]
        return asked + [verdict for verdict in elsewhere if verdict.status in TOLD_ELSEWHERE]


def statement_ids(verdicts: Iterable[Verdict]) -> set[str]:
    """Return the ids of all that these verdicts may be told from: statements, events and coverage."""
    found: set[str] = set()
    for verdict in verdicts:
        found.update(verdict.statement_ids)
        found.update(judged.use.id for judged in (*verdict.uses, *verdict.excluded, *verdict.other_purposes))
        found.update(use.id for use in (*verdict.options, *verdict.studies))
        found.update(event.event.id for event in (*verdict.events, *verdict.open_events))
        found.update(spell.end_event for spell in verdict.spells)
        if verdict.coverage:
            found.add(verdict.coverage.id)
    return found - {""}
