"""What does a clause assert of its relation? Affirmed, negated, exclusive, investigational, conditional, historical,
comparative or hypothetical: decided on the clause that names the cancer, never on a single word of the sentence.

An approval must be told to be believed: a clause that speaks of one, and fits no rule, asserts nothing
(its label is hypothetical, ``told`` false). Rules and boundaries are in ``resources/assertion.yaml``; the
sentences they are measured on in ``tests/nlp/assertion``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.assertion.clauses import Clause, clause_at, mask
from nlp.assertion.rules import Rule, rules
from nlp.screening import Screened

AFFIRMING = frozenset({"affirmed", "exclusive", "conditional"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """``label`` is one of the eight; ``rule`` the rule that decided it.

    ``polarity`` and ``modality`` are how a statement keeps it: a conditional approval is an approval, an exclusive one
    too; what is compared, studied, past or hoped for is none.
    """

    label: str = "affirmed"
    rule: str = "stands"

    @property
    def polarity(self) -> str:
        """Return affirmed or negated."""
        return "negated" if self.label == "negated" else "affirmed"

    @property
    def modality(self) -> str:
        """Return asserted, investigational, historical, hypothetical or comparative."""
        return "asserted" if self.label in AFFIRMING or self.label == "negated" else self.label

    @property
    def exclusive(self) -> bool:
        """Say whether the clause excludes every other object."""
        return self.label == "exclusive"

    @property
    def told(self) -> bool:
        """Say whether the clause tells anything: a question does not, and what fits no rule is told to nobody."""
        return self.rule not in ("not_understood", "asked")


_NOT_UNDERSTOOD = Assertion("hypothetical", "not_understood")
_TURNED = {"affirmed": "negated", "exclusive": "negated", "conditional": "negated", "negated": "affirmed"}


def assert_relation(text: str, *, focus: int = -1) -> Assertion:
    """Return what the clause around ``focus`` asserts (a place, usually of the cancer; -1 for the whole)."""
    return _reported(clause_at(mask(text), focus))


def assert_use(text: str, *, focus: int = -1, limitation: bool = False) -> Assertion:
    """Return what a unit of a label or drug page asserts of its use: affirmed unless a rule says otherwise.

    ``limitation`` marks a sentence under "Limitations of Use", which is negated unless it affirms.
    """
    clause = clause_at(mask(text), focus)
    speaks = rules().speaks.search(clause.sentence) is not None
    found = _reported(clause) if speaks else _first(rules().label, clause.text) or Assertion()
    if limitation and found.label in AFFIRMING and not re.search(r"\bis indicated\b", clause.text):
        return Assertion("negated", "limitation")
    return found


def _reported(clause: Clause) -> Assertion:
    """Return what the clause asserts under what its sentence says of it: asked, doubted, or called untrue."""
    held, sentence = rules(), clause.sentence
    if sentence.rstrip().endswith("?"):
        return Assertion("hypothetical", "asked")
    if held.late.search(sentence):
        return Assertion("affirmed", "late")
    denial = held.denies.search(sentence)
    if denial is not None:
        told = _told(sentence[: denial.start()] + " " * len(denial.group()) + sentence[denial.end() :], -1)
        return Assertion(_TURNED.get(told.label, "negated"), "called_untrue")
    if clause.denied:
        return Assertion("negated", "denied_in_short")
    told = _NOT_UNDERSTOOD if clause.elliptic else _under_condition(clause) or _told(clause.text, clause.focus)
    if told.rule == "with_conditions" and held.conditions.match(clause.text) and clause.following.strip(" .!"):
        told = _told(clause.following, -1)  # "if you have A, B is not approved for you"
        told = Assertion("conditional", "under_a_condition") if told.label == "affirmed" else told
    if not told.told:  # what a clause leaves open its sentence may tell, but an approval only for its short form
        whole = _told(sentence, clause.place)
        told = whole if clause.elliptic or whole.label not in AFFIRMING else told
    if held.supposes.search(sentence) or (told.label != "investigational" and held.opens.search(sentence)):
        return Assertion("hypothetical", "open")
    if told.label in AFFIRMING and held.ends.match(clause.following):
        return Assertion("historical", "ended_after")
    if told.label in AFFIRMING and held.alone.match(clause.following):
        return Assertion("exclusive", "alone")
    if told.label == "affirmed" and held.conditions.search(sentence):
        return Assertion("conditional", "under_a_condition")
    return told


def _under_condition(clause: Clause) -> Assertion | None:
    """Return that an approval stands under a condition of its clause, whose own words tell nothing of it."""
    for condition in rules().conditioned.finditer(clause.text):
        if condition.start() <= clause.focus < condition.end():
            continue
        rest = clause.text[: condition.start()] + " " * len(condition.group()) + clause.text[condition.end() :]
        label = _told(rest, clause.focus).label
        if label == "affirmed" or (label == "negated" and "unless" in condition.group().lower()):
            return Assertion("conditional", "under_a_condition")
    return None


def _told(text: str, focus: int) -> Assertion:
    return _excepted(text, focus) or _approval(text, focus) or _first(rules().sentence, text) or _NOT_UNDERSTOOD


def _excepted(text: str, focus: int) -> Assertion | None:
    """Return what is told of a cancer that is excepted: nothing for it, or, from a denial, for it alone."""
    excepting = rules().excepting.search(text, 0, max(focus, 0))
    if excepting is None:
        return None
    rest = f"{text[: excepting.end()]} {text[focus:]}"
    return Assertion("exclusive" if rules().denial.search(rest) else "negated", "excepted")


def _approval(text: str, focus: int) -> Assertion | None:
    """Return what a clause tells of an approval: of several the last before the focus, else the first behind it."""
    told = list(rules().granted.finditer(text))
    if not told:
        return None
    chosen = next((one for one in reversed(told) if one.start() < focus), told[0])
    left, right = text[: chosen.start()], text[chosen.end() :]
    between = text[chosen.end() : focus] if focus > chosen.end() else ""
    for rule in rules().before:
        if _fits(rule.words, left) and _fits(rule.behind, right):
            return Assertion(rule.assertion, rule.name)
    for rule in rules().behind:
        if _fits(rule.words, right) and _fits(rule.between, between) and _fits(rule.after, text[max(focus, 0) :]):
            return Assertion(rule.assertion, rule.name)
    conditional = rules().kinds.search(text) and not rules().full.search(chosen.group())
    return Assertion("conditional" if conditional else "affirmed", "granted")


def _fits(words: Screened | None, text: str) -> bool:
    return words is None or words.search(text, text.lower()) is not None


def _first(ordered: Sequence[Rule], text: str) -> Assertion | None:
    return next((Assertion(rule.assertion, rule.name) for rule in ordered if _fits(rule.words, text)), None)
