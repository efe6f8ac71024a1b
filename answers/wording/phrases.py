"""Small pieces of sentences: lists, dates, numbers."""

from collections.abc import Sequence

from graph.model.dates import PartialDate

MONTHS = ("January February March April May June July August September October November December").split()
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Return 'a', 'a and b' or 'a, b and c'; 'a; b and c; and d' where an entry is itself a list."""
    if len(words) < 2:
        return "".join(words)
    if any(", " in word or (last == "and" and " and " in word) for word in words):
        return f"{'; '.join(words[:-1])}; {last} {words[-1]}"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_date(date: PartialDate) -> str:
    """Return a partial date as people say it: '22 June 2026', 'June 2026', '2026'; '' for an unknown one."""
    parts = date.split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2:
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return date


def say_when(date: PartialDate) -> str:
    """Return 'on 22 June 2026', 'in June 2026', 'in 2026', or 'on a date that is not in our records'."""
    if not date:
        return "on a date that is not in our records"
    return f"{'on' if len(date) == 10 else 'in'} {say_date(date)}"


def say_number(number: int) -> str:
    """Return small counts as words, others as digits."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def say_count(number: int, singular: str, plural: str | None = None) -> str:
    """Return 'one product', 'seven products'."""
    return f"{say_number(number)} {singular if number == 1 else plural or singular + 's'}"


def start_sentence(text: str) -> str:
    """Return the text with its first letter a capital."""
    return text[:1].upper() + text[1:]
