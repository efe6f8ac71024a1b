"""Which date does a sentence give for its act? '22 June 2026', 'June 22, 2026', '2026-06-22', 'in 2026'."""

import re

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?:in|since|until|from|by) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
)


def date_in(text: str) -> str:
    """Return the first date of a text with the precision it is given in, '' where there is none."""
    for pattern in _DATES:
        match = pattern.search(text)
        if match is None:
            continue
        parts = match.groupdict()
        written = (parts.get("month") or "").lower()[:3]
        number = parts.get("number") or next(
            (f"{at:02d}" for at, month in enumerate(_MONTHS, 1) if written and month.startswith(written)), ""
        )
        day = f"{int(parts['day']):02d}" if parts.get("day") else ""
        return "-".join(part for part in (parts["year"], number, day) if part)
    return ""
