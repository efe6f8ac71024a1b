"""Which numbered stages does a text name? "Stages IB to IIIA" names all from the first to the last."""

import re

_NUMERAL = r"(?:IV|I{1,3})(?:[ -]?[ABC]\d?)?(?:[ -]?M[01][a-d]?)?"
_ASIDE = r"(?: bulky|\s*\([^()]{1,24}\))?"
_STAGES = re.compile(
    rf"\bstages?[ -](?P<list>{_NUMERAL}"
    rf"(?:{_ASIDE}\s*(?:,|/|-|\bto\b|\bthrough\b|\band\b|\bor\b|\s)+\s*{_NUMERAL})*)(?![\w-])",
    re.IGNORECASE,
)
_ORDER = ("I", "II", "III", "IV")


def numbered_stages(text: str) -> tuple[str, ...]:
    """Return the stages without their letters, in order ("stage I" … "stage IV")."""
    held: set[int] = set()
    for match in _STAGES.finditer(text):
        pieces = re.findall(rf"{_NUMERAL}|-|\bto\b|\bthrough\b", match["list"], re.IGNORECASE)
        numbers = [_number(piece) for piece in pieces]
        for at, number in enumerate(numbers):
            if number:
                held.add(number)
            elif 0 < at < len(numbers) - 1:
                held |= set(range(numbers[at - 1], numbers[at + 1] + 1))
    return tuple(f"stage {_ORDER[number - 1]}" for number in sorted(held))


def _number(piece: str) -> int:
    numeral = re.match(r"IV|I{1,3}", piece, re.IGNORECASE)
    return _ORDER.index(numeral.group().upper()) + 1 if numeral else 0
