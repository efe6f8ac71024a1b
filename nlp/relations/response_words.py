"""A therapy with a word of response behind it ("BCG-unresponsive", "inhibitor-naive"): it was given before, or never.

Such a therapy is no partner. What ``settings.yaml`` tells as a state of the disease ("platinum-resistant") is told
once.
"""

import re

from nlp.relations.roles import Cue, Part

_PARTS = {
    "unresponsive": "progressed",
    "refractory": "progressed",
    "resistant": "progressed",
    "intolerant": "intolerant",
    "naive": "not_after",
    "naïve": "not_after",
    "pretreated": "received",
    "experienced": "received",
    "exposed": "received",
    "sensitive": "aside",
    "eligible": "aside",
    "ineligible": "aside",
}
_WORD = re.compile(
    rf"(?:\s*\([^()]*\))?\)?[- ](?:(?:pre)?treatment[- ])?(?P<word>{'|'.join(_PARTS)})\b(?! to\b)", re.IGNORECASE
)
_A_STATE = re.compile(r"platinum|(?:radioactive |radio)?iodine|hormon|androgen", re.IGNORECASE)
_UNTREATED_TOO = re.compile(r"\b(?:untreated|na[iï]ve)\b[^.;]{0,30}\b(?:and|or)\s+[\w-]*$", re.IGNORECASE)
_TREATED_TOO = re.compile(
    r"\s*(?:and|or)\b[^.;]{0,40}\b(?:pretreated|experienced|treated with|previously treated|resistant|refractory)\b",
    re.IGNORECASE,
)


def part_by_response(text: str, start: int, end: int) -> Part | None:
    """Return the part of a therapy at a place by the word of response behind it; None where none stands there."""
    found = _WORD.match(text, end)
    if found is None:
        return None
    word = found["word"].lower()
    part = _PARTS[word]
    everyone = _UNTREATED_TOO.search(text, max(0, start - 60), start) or (
        part == "not_after" and _TREATED_TOO.match(text, found.end())
    )
    if everyone or _A_STATE.match(text, start):
        part = "aside"
    return Part(start, end, part, Cue(part, start, start, word))
