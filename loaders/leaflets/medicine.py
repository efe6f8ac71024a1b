"""Which medicine is a leaflet of, and does it treat a cancer or go with its treatment?"""

import re

from loaders.leaflets.words import leaflet_words
from nlp.cancers import read_cancers
from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY

_USE = re.compile(r"^## 1\..*?$(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BRAND = re.compile(r"^(?P<brand>.+?):? package leaflet$", re.IGNORECASE)
_ACTIVE_REACH = 120


def use_place(text: str) -> tuple[int, int]:
    """Return the place of the section on what the medicine is and what it is used for, (0, 0) where there is none."""
    match = _USE.search(text)
    return (match.start("body"), match.end("body")) if match else (0, 0)


def use_section(text: str) -> str:
    """Return that section, '' where there is none."""
    start, end = use_place(text)
    return text[start:end]


def treats_cancer(text: str, lexicon: Lexicon) -> bool:
    """Say whether the first section names a cancer near a word of treating, in one sentence or list."""
    section = use_section(text)
    if not leaflet_words().patterns["treats"].search(section):
        return False
    return any(mention.entity_ids for mention in read_cancers(section, lexicon))


def goes_with_cancer(text: str) -> bool:
    """Say whether the first section tells of a cancer or its treatment at all: pain, nausea, cells for a transplant."""
    return bool(leaflet_words().patterns["goes_with"].search(use_section(text)))


def medicine_of(title: str, text: str, lexicon: Lexicon) -> str:
    """Return the substance or formulation that the leaflet is of, a product only where it has several substances."""
    brand = _BRAND.match(title)
    named = lexicon.look_up(brand["brand"], labels=THERAPY) if brand else ()
    if len(named) == 1:
        substances = lexicon.substance_of.get(named[0], ())
        return substances[0] if len(substances) == 1 else named[0]
    section = use_section(text)
    named_after = [match.end() for match in leaflet_words().patterns["active_substance"].finditer(section)]
    for start in (*named_after, 0):
        for mention in lexicon.find(section[start : start + _ACTIVE_REACH], labels=THERAPY):
            kinds = {lexicon.entities[one].kind for one in mention.entity_ids}
            if len(mention.entity_ids) == 1 and kinds <= {"substance", "formulation"}:
                return mention.entity_ids[0]
    return ""
