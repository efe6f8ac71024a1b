"""Templates, and the small words that they need."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from api.explorer.told import Told
from api.paragraphs import FEW, SHOWN_FIRST, blocks, by_document, first_and_rest, length, paragraphs, runs

STATUS_WORDS: Mapping[str, tuple[str, str]] = {
    "approved": ("✓", "Approved"),
    "approved_for_some": ("◐", "Approved for some"),
    "withdrawn": ("✕", "Withdrawn"),
    "refused": ("✕", "Refused"),
    "off_label_standard": ("○", "Used, but not approved for this"),
    "not_approved": ("✕", "Not approved"),
    "investigational": ("△", "Being studied"),
    "unknown": ("?", "We do not know"),
    "not_applicable": ("–", "Approval does not apply"),
}
TIER_WORDS: Mapping[str, str] = {
    "regulator": "the agency itself",
    "regulator_copy": "the agency's text, from a copy",
    "institute": "a public cancer institute",
    "company": "the company",
    "paper": "a scientific paper",
    "press": "a press report",
    "other": "another source",
}


PROPERTY_WORDS: Mapping[str, str] = {"atc": "ATC code", "closed": "List of members"}


@cache
def templates() -> Environment:
    """Return the templates; what is put into them is escaped."""
    held = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    held.filters.update(day=told_day, status=told_status, runs=runs, tier=told_tier, words=told_words)
    held.filters.update(
        conditions=told_conditions,
        current=told_current,
        label=told_label,
        linked=linked,
        maybe_day=told_maybe_day,
        property=told_property,
        paragraphs=paragraphs,
        blocks=blocks,
        by_document=by_document,
        count=length,
        first_and_rest=first_and_rest,
    )
    held.globals.update(shown_first=SHOWN_FIRST, few=FEW)
    return held


def render(template: str, **values: Any) -> str:
    """Return a page."""
    return templates().get_template(template).render(**values)


def told_day(text: str | None) -> str:
    """Return a partial date as a person writes it: '2025-05-16' is '16 May 2025'."""
    if not text:
        return "date not given"
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    month = date(2000, parts[1], 1).strftime("%B")
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


def linked(text: str) -> Markup | str:
    """Return 'Name: https://…' as a link of that name, and anything else as it is."""
    named = re.fullmatch(r"(.*): (https://\S+)", text)
    return Markup('<a href="{1}" rel="noopener external">{0}</a>').format(*named.groups()) if named else text


def told_maybe_day(value: object) -> str:
    """Return a full date as a person writes it, and anything else as it is."""
    return told_day(str(value)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)) else str(value)


def told_property(key: str) -> str:
    """Return what a property of a thing is called."""
    return PROPERTY_WORDS.get(key, told_words(key).capitalize())


def told_current(attested: str | None) -> str:
    """Return when a source without a date of its own was current."""
    if not attested:
        return "date not given"
    return f"current {'on' if len(attested) == 10 else 'in'} {told_day(attested)}"


def told_label(label: str) -> str:
    """Return a node label as words: 'AdverseEffect' is 'adverse effect'."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in label).strip()


def told_status(status: str) -> Markup:
    """Return a status as a mark and a word; the mark says nothing to a screen reader."""
    mark, word = STATUS_WORDS.get(status, ("", told_words(status)))
    return Markup('<span aria-hidden="true">{}</span> {}').format(mark, word)


def told_tier(tier: str) -> str:
    """Return who vouches for a source."""
    return TIER_WORDS.get(tier, told_words(tier))


def told_conditions(told: Told) -> str:
    """Return agency, conditions and dates of a statement in one line."""
    said = [told_words(told.agency).upper()] if told.agency else []
    said += [told.via] if told.via else []
    said += told.conditions
    said += [f"from {told_day(told.valid_from)}"] if told.valid_from else []
    said += [f"until {told_day(told.valid_to)}"] if told.valid_to else []
    return " · ".join(said)


def told_words(text: object) -> str:
    """Return an identifier as words."""
    return str(text).replace("_", " ").replace("agency:", "")
