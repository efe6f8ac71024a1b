"""One broken invariant: which rule, which record, what is wrong and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A record that breaks a rule. ``kind`` is the field of Records that holds it; ``detail`` ends with a next step."""

    rule: str
    kind: str
    id: str
    detail: str
