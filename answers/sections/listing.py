"""A list of treatments cut into sentences: what is given together is one entry, and each sentence is short enough.

Words are counted as the reading rule counts them (design, section 7): a name is one word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from answers.narrator import Narrator
from answers.sections.use_groups import UseGroup
from answers.wording.conditions import say_markers
from answers.wording.phrases import join_words, say_date
from graph.model import PartialDate

WORDS = {"plain": 20, "standard": 32, "expert": 32}
"""The most words of a sentence, by level."""
UNTESTED = "treatments.one"
ONE_TEST = "treatments.one_tests"
BY_TEST = "treatments.by_test"
ALONE = {UNTESTED: "treatments.alone", ONE_TEST: "treatments.alone_tests"}
"""Plans that have the heading and the list in one sentence."""
TEST_AFTER = "use.tests"
"""The test in a sentence of its own, after what it decides on."""
NO_DATES: Mapping[str, PartialDate] = {}
MOST_PARTNERS = 4
"""The most medicines that one entry names beside its lead; more alternatives stand apart."""
FRAME = {UNTESTED: 2, ONE_TEST: 6, BY_TEST: 4}
"""Words of each plan besides its list and its tests."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a list, with what it rests on."""

    text: str
    words: int
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence to be written: its plan, what stands in it, and what it asks of a test ('' for nothing)."""

    plan: str
    items: tuple[Item, ...]
    tests: str = ""
    test_words: int = 0

    @property
    def words(self) -> int:
        """Number of words, a name counting as one."""
        return FRAME[self.plan] + self.test_words + _words(self.items)

    @property
    def gaps(self) -> dict[str, str]:
        """What fills the gaps of the plan."""
        texts = [item.text for item in self.items]
        listed = "; ".join(texts) if self.plan == BY_TEST else join_words(texts)
        return {"therapies": listed, "tests": self.tests, "are": "is" if len(texts) == 1 else "are"}

    @property
    def grounds(self) -> list[str]:
        """The statements that the sentence rests on."""
        return [ground for item in self.items for ground in item.grounds]


@dataclass(slots=True)
class Given:
    """A therapy alone, or what is given together, whichever label tells it; ``lead`` is named first.

    ``evidence`` are the levels that its sources grade it with.
    """

    parts: frozenset[str]
    lead: str
    grounds: list[str] = field(default_factory=list)
    evidence: set[str] = field(default_factory=set)

    @property
    def rest(self) -> tuple[str, ...]:
        """What is given with the lead."""
        return tuple(sorted(self.parts - {self.lead}))


class TreatmentList:
    """The treatments of one situation, by the test results that they ask for.

    ``since`` gives the day of approval by statement: told beside the name in ``standard``, where one day is held.
    """

    def __init__(self, narrator: Narrator, since: Mapping[str, PartialDate] = NO_DATES) -> None:
        self.narrator = narrator
        self.since = since if narrator.voice.level != "plain" else NO_DATES
        self._given: dict[str, dict[frozenset[str], Given]] = defaultdict(dict)
        self._test_words: dict[str, int] = {}

    def add(self, group: UseGroup) -> None:
        """Put in a use with all its alternatives."""
        name = self.narrator.name
        tests = say_markers(group.requires, name)
        self._test_words[tests] = len(say_markers(group.requires, lambda marker: marker).split())
        for partners in group.partners or ((),):
            parts = frozenset((group.subject.id, *partners))
            given = self._given[tests].setdefault(parts, Given(parts, group.subject.id))
            given.lead = min(given.lead, group.subject.id, key=lambda one: (name(one), one))
            given.grounds.extend(group.statement_ids)
            if group.qualifiers.level_of_evidence and self.narrator.voice.level != "plain":
                given.evidence.add(group.qualifiers.level_of_evidence)

    def sentences(self, room: int) -> list[Told]:
        """Return the sentences of at most ``room`` words: without a test first, then by test."""
        told: list[Told] = []
        together: list[tuple[Item, str, list[Item]]] = []
        for tests in sorted(self._given):
            items = self._items(self._given[tests].values())
            words = self._test_words[tests]
            if not tests:
                told += [Told(UNTESTED, run) for run in runs(items, room - FRAME[UNTESTED])]
                continue
            unit = self._with_test(items, tests)
            if FRAME[BY_TEST] + unit.words > room or ";" in unit.text:
                for run in runs(items, room - FRAME[ONE_TEST] - words):
                    told += self._tested(run, tests, room)
            else:
                together.append((unit, tests, items))
        alone = {unit: (tests, items) for unit, tests, items in together}
        for run in runs([unit for unit, *_ in together], room - FRAME[BY_TEST]):
            if len(run) > 1:
                told.append(Told(BY_TEST, run))
            else:
                tests, items = alone[run[0]]
                told += self._tested(tuple(items), tests, room)
        return told

    def _tested(self, run: tuple[Item, ...], tests: str, room: int) -> list[Told]:
        """Return a list with its test, in two sentences where one would be too long."""
        one = Told(ONE_TEST, run, tests, self._test_words[tests])
        return [one] if one.words <= room else [Told(UNTESTED, run), Told(TEST_AFTER, run, tests)]

    def _with_test(self, items: Sequence[Item], tests: str) -> Item:
        """Return all treatments of one test as one part of a longer list."""
        absent = tests.startswith("no ")
        plan = "treatments.for_absence" if absent else "treatments.for_test"
        text = self.narrator.voice.catalogue.wording(plan, self.narrator.voice.level).format(
            therapies=join_words([item.text for item in items]), tests=tests
        )
        grounds = tuple(dict.fromkeys(ground for item in items for ground in item.grounds))
        return Item(text, _words(items) + self._test_words[tests] + (3 if absent else 1), grounds)

    def _items(self, held: Iterable[Given]) -> list[Item]:
        """Return the entries by name; what a therapy is given with follows it as alternatives."""
        name = self.narrator.name
        by_lead: dict[str, list[Given]] = defaultdict(list)
        for given in held:
            by_lead[given.lead].append(given)
        items = []
        for lead in sorted(by_lead, key=lambda one: (name(one), one)):
            rests = sorted({given.rest for given in by_lead[lead]}, key=self.narrator.names_of)
            together = sum(map(len, rests)) <= MOST_PARTNERS
            items += [
                self._item(lead, [given for given in by_lead[lead] if given.rest in chosen])
                for chosen in ([rests] if together else [[rest] for rest in rests])
            ]
        return items

    def _item(self, lead: str, held: Sequence[Given]) -> Item:
        """Return one entry: 'surgery alone or with chemotherapy'."""
        rests = sorted({given.rest for given in held}, key=self.narrator.names_of)
        grounds = tuple(dict.fromkeys(ground for given in held for ground in given.grounds))
        said = [" plus ".join(self.narrator.names_of(rest)) for rest in rests if rest]
        alone = "alone or " if said and () in rests else ""
        name = self.narrator.name(lead)
        text = f"{name} {alone}with {join_words(said, 'or')}" if said else name
        dates = {self.since.get(ground, "") for ground in grounds}
        dated = f" (since {say_date(min(dates))})" if len(dates) == 1 and "" not in dates else ""
        graded = _graded({level for given in held for level in given.evidence})
        words = 1 + 2 * bool(alone) + sum(2 * len(rest) for rest in rests) + len(dated.split()) + len(graded.split())
        return Item(f"{text}{dated}{graded}", words, grounds)


def _graded(levels: Iterable[str]) -> str:
    """Return how strong the studies behind an option are, as its publisher grades them: ' (evidence A1 and C3)'."""
    return f" (evidence {'/'.join(sorted(levels))})" if levels else ""


def runs(items: Iterable[Item], room: int) -> Iterator[tuple[Item, ...]]:
    """Cut a list into runs of at most ``room`` words, 'and' counted; a longer item stands alone."""
    run: list[Item] = []
    for item in items:
        if run and _words((*run, item)) > room:
            yield tuple(run)
            run = []
        run.append(item)
    if run:
        yield tuple(run)


def _words(items: Sequence[Item]) -> int:
    return sum(item.words for item in items) + (len(items) > 1)


def counted(names: Mapping[str, list[str]]) -> list[Item]:
    """Return names with what they rest on as parts of a list, sorted."""
    return [Item(name, 1, tuple(dict.fromkeys(grounds))) for name, grounds in sorted(names.items())]
