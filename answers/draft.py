"""An answer before its citations are numbered: sentences in sections, each with what it rests on.

Only four kinds of sentence exist (design, principle 1), and the methods of ``SectionDraft`` are the only way to make
one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from answers.wording.catalogue import Catalogue
from graph.model.identifiers import digest


class UnfoundedClaimError(ValueError):
    """A claim without a statement. Give the statements that it rests on, or do not make it."""

    def __init__(self, plan: str) -> None:
        super().__init__(f"the claim {plan!r} rests on no statement: pass the statement ids, or leave the sentence out")


@dataclass(frozen=True, slots=True)
class SentenceDraft:
    """One sentence; ``rests_on`` are statement, event or coverage ids, whose evidence it will cite."""

    plan: str
    text: str
    kind: str
    rests_on: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(slots=True)
class Voice:
    """How one answer speaks: its language, its reading level, and the long names that it has already explained.

    ``reached`` names, for a statement, those by which the answer came to it: that a medicine belongs to the class
    asked about, that a barrier stands which is being worked on. A sentence rests on them too.
    """

    catalogue: Catalogue
    level: str
    introduced: set[str] = field(default_factory=set)
    reached: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def tell(self, plan: str, gaps: dict[str, Any]) -> str:
        """Return the sentence of a plan at this level."""
        return self.catalogue.tell(plan, self.level, gaps)

    def grounds(self, rests_on: Iterable[str]) -> tuple[str, ...]:
        """Return what a sentence rests on, and after it that by which it was reached; none twice."""
        own = [ground for ground in rests_on if ground]
        ways = [way for ground in own for way in self.reached.get(ground, ())]
        return tuple(dict.fromkeys((*own, *ways)))

    def introduce(self, key: str, full: str, short: str) -> str:
        """Return the full name at its first use in this answer, the short one after."""
        if key in self.introduced:
            return short
        self.introduced.add(key)
        return full


@dataclass(slots=True)
class SectionDraft:
    """A section that is being written."""

    id: str
    title: str
    voice: Voice
    folded: bool = False
    sentences: list[SentenceDraft] = field(default_factory=list)

    def claim(self, plan: str, rests_on: Iterable[str], **gaps: Any) -> None:
        """Tell statements. Raises UnfoundedClaimError where none is given."""
        grounds = self.voice.grounds(rests_on)
        if not grounds:
            raise UnfoundedClaimError(plan)
        self._tell(SentenceDraft(plan, self.voice.tell(plan, gaps), "claim", grounds))

    def absence(self, plan: str, basis: Iterable[str], rests_on: Iterable[str] = (), **gaps: Any) -> None:
        """Tell what our records do not hold. ``basis``: a coverage id, or a query as ``name?parameter=value``.

        ``rests_on`` may name the coverage, so that its list is cited.
        """
        grounds = self.voice.grounds(rests_on)
        found_nothing = tuple(dict.fromkeys(basis))
        if not found_nothing:
            raise UnfoundedClaimError(plan)
        self._tell(SentenceDraft(plan, self.voice.tell(plan, gaps), "absence", grounds, found_nothing))

    def _tell(self, sentence: SentenceDraft) -> None:
        """Put in a sentence, once: two agencies may rest on the same list."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)

    def guide(self, plan: str) -> None:
        """Tell a fixed, reviewed text."""
        self.sentences.append(SentenceDraft(plan, self.voice.tell(plan, {}), "guidance", (), (plan,)))

    def fixed(self, text_id: str, text: str) -> None:
        """Tell one sentence of a fixed, reviewed text that is kept elsewhere (answers/safety/guidance.yaml)."""
        self.sentences.append(SentenceDraft(text_id, text, "guidance", (), (text_id,)))

    def page(self, document_id: str, title: str, publisher: str) -> None:
        """Name a held document to read; it asserts nothing but where the document is."""
        text = self.voice.tell("more.page", {"title": title, "publisher": publisher})
        self.sentences.append(SentenceDraft("more.page", text, "guidance", (), (document_id,)))

    def connect(self, plan: str, **gaps: Any) -> None:
        """Tell a lead-in without facts."""
        self.sentences.append(SentenceDraft(plan, self.voice.tell(plan, gaps), "connective"))


@dataclass(slots=True)
class Draft:
    """Everything that a question type makes; the assembly numbers and completes it."""

    voice: Voice
    sections: list[SectionDraft] = field(default_factory=list)
    verdicts: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    questions_to_ask: list[dict[str, Any]] = field(default_factory=list)
    related_questions: list[dict[str, str]] = field(default_factory=list)
    notices: list[dict[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def section(self, section_id: str, *, folded: bool = False, **gaps: Any) -> SectionDraft:
        """Begin a section; its title is the plan ``title.<id>``."""
        title = self.voice.tell(f"title.{section_id}", gaps)
        section = SectionDraft(section_id, title, self.voice, folded)
        self.sections.append(section)
        return section

    def section_once(self, section_id: str) -> SectionDraft:
        """Return the section of this id, begun if it is not yet there."""
        return next((held for held in self.sections if held.id == section_id), None) or self.section(section_id)

    def begin_with(self, section: SectionDraft) -> None:
        """Put a section's sentences before all others: into the section that answers, else in front of it."""
        self.sections = [held for held in self.sections if held is not section]
        answering = next((held for held in self.sections if held.id == section.id), None)
        if answering is None:
            self.sections.insert(0, section)
        else:
            answering.sentences[:0] = section.sentences

    def notice(self, kind: str, plan: str, **gaps: Any) -> None:
        """Add a notice, once."""
        entry = {"kind": kind, "text": self.voice.tell(plan, gaps)}
        if entry not in self.notices:
            self.notices.append(entry)


def sentence_id(section: str, draft: SentenceDraft) -> str:
    """Return an id that depends on what is said and what it rests on, not on its place."""
    return f"s:{digest(section, draft.plan, draft.text, draft.rests_on, draft.basis)}"
