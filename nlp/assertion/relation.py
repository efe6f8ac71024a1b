"""Is the relation of a clause affirmed? Decided on the clause that carries it, never on a single word."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assertion:
    """``polarity``: affirmed or negated. ``modality``: asserted, investigational, historical, hypothetical."""

    polarity: str = "affirmed"
    modality: str = "asserted"
    exclusive: bool = False
    rule: str = ""


def assert_relation(text: str, *, lead_in: str = "", limitation: bool = False) -> Assertion:
    """Return what a clause asserts of its relation; ``lead_in`` is the trigger's sentence where it stands above."""
    negated = re.search(
        r"\b(?:is|are) not (?:indicated|approved|recommended)|\bnot been (?:established|studied|shown)",
        text,
        re.IGNORECASE,
    )
    return Assertion("negated" if negated or limitation else "affirmed")
