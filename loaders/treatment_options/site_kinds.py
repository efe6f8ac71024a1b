"""Which cancer does a bare histology mean on the page of one site ("adenocarcinoma", on a page on oesophageal cancer)?

The name of the site comes from the page's title; a histology means the one cancer that is called by both words, or the
one of that site whose name only tells its site in brackets, if there is exactly one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.words import option_words
from nlp.cancers import CANCER, read_cancers
from nlp.lexicon import Lexicon

_TUMOUR = re.compile(r"[\s-]*\b(?:cancers?|carcinomas?|melanoma|tumou?rs?|neoplasms?)\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_SITE_IN_BRACKETS = re.compile(r"(?P<histology>[^()]+?) \([^()]+\)")


def kinds_of_site(title: str, lexicon: Lexicon, kinship: Kinship) -> dict[str, tuple[str, ...]]:
    """Return the cancer of each bare histology, by the histology in small letters and by its abbreviation."""
    mentions = [mention for mention in read_cancers(title, lexicon) if len(mention.entity_ids) == 1]
    subjects = [mention.entity_ids[0] for mention in mentions]
    sites = [_TUMOUR.sub("", _BRACKETS.sub("", mention.text)) for mention in mentions if _TUMOUR.search(mention.text)]
    found: dict[str, tuple[str, ...]] = {}
    for histology, ids in _told_apart(lexicon).items():
        named = {one for one in ids if any(kinship.related(one, subject) for subject in subjects)}
        if len(named) == 1:
            found[histology] = tuple(named)
    for histology, short in option_words().bare_histologies.items():
        named = {one for site in sites for one in _called(" ".join(site.split()), histology, lexicon)}
        if len(named) == 1:
            found.update({written: tuple(named) for written in (histology, *short)})
    return found


def _called(site: str, histology: str, lexicon: Lexicon) -> Iterator[str]:
    for name in (f"{site} {histology}", f"{histology} of the {site}"):
        yield from lexicon.look_up(name, labels=CANCER)


def _told_apart(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return the cancers that are told apart by a site in brackets ("Dysgerminoma (vulva)"), by their histology."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entity in lexicon.entities.values():
        match = _SITE_IN_BRACKETS.fullmatch(entity.name) if entity.label == "Cancer" else None
        if match and not lexicon.look_up(match["histology"], labels=CANCER):
            found[match["histology"].lower()].append(entity.id)
    return {histology: tuple(ids) for histology, ids in found.items()}
