"""What does a clause assert of its relation? Affirmed, negated, exclusive, investigational, conditional, historical,
comparative or hypothetical: decided on the clause that names the cancer, never on a single word of the sentence.

Rules and boundaries are in ``resources/assertion.yaml``; the sentences they are measured on in
``tests/nlp/assertion``.
"""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

Rules = tuple[tuple[str, str, re.Pattern[str]], ...]
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


@lru_cache(maxsize=1)
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], Rules, Rules]:
    rules: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "assertion.yaml").read_text("utf-8"))
    boundaries = re.compile("|".join(rules["boundaries"]), re.IGNORECASE)
    masked = re.compile("|".join(rules["masked"]), re.IGNORECASE)
    named, labels = (
        tuple((rule["name"], rule["assertion"], re.compile(rule["words"], re.IGNORECASE)) for rule in rules[key])
        for key in ("rules", "label_rules")
    )
    return boundaries, re.compile(rules["leading"], re.IGNORECASE), masked, named, labels


def assert_relation(text: str, *, focus: int = -1) -> Assertion:
    """Return what the clause around ``focus`` asserts (a place, usually of the cancer; -1 for the whole)."""
    whole = _masked(text)
    clause = _clause(whole, focus) if focus >= 0 else whole
    return _first(clause) or _first(_sentence(whole, focus)) or Assertion()


def assert_use(text: str, *, focus: int = -1, limitation: bool = False) -> Assertion:
    """Return what a unit of a label or drug page asserts of its use: affirmed unless a rule for labels says otherwise.

    ``limitation`` marks a sentence under "Limitations of Use", which is negated unless it affirms.
    """
    text = _masked(text)
    clause = _clause(text, focus) if focus >= 0 else text
    found = _first(clause, labels=True) or Assertion()
    if limitation and found.label in AFFIRMING and not re.search(r"\bis indicated\b", clause):
        return Assertion("negated", "limitation")
    return found


def _masked(text: str) -> str:
    masked = _rules()[2]
    return masked.sub(lambda match: " " * len(match.group()), text)


def _clause(text: str, focus: int) -> str:
    """Return the clause that holds the place."""
    boundaries, leading = _rules()[:2]
    opening = leading.match(text)
    starts = [match.start() for match in boundaries.finditer(text)]
    cuts = sorted({0, *([opening.end()] if opening else []), *starts, len(text)})
    for start, end in itertools.pairwise(cuts):
        if start <= focus < end:
            return text[start:end]
    return text


def _sentence(text: str, focus: int) -> str:
    """Return the sentence that holds the place."""
    start = max((match.end() for match in re.finditer(r"[.!?]\s", text[: max(focus, 0)])), default=0)
    end = re.search(r"[.!?](?:\s|$)", text[max(focus, 0) :])
    return text[start : max(focus, 0) + end.start() if end else len(text)]


def _first(clause: str, labels: bool = False) -> Assertion | None:
    sentence_rules, label_rules = _rules()[3:]
    for name, label, words in label_rules if labels else sentence_rules:
        if words.search(clause):
            return Assertion(label, name)
    return None
