"""Which papers does a place of a page cite, and which level of evidence does the page give it?

NCI numbers references within each section; the list at the section's end gives the PubMed id of each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.markdown.blocks import Block, Heading, Item, Paragraph
from loaders.markdown.inline import citations, levels_of_evidence
from loaders.markdown.lists import title_key

_PUBMED = re.compile(r"list_uids=(\d{4,9})")
_MOST = 6


@dataclass(slots=True)
class References:
    """PubMed ids by (section, number), and what each titled part of the page cites and grades."""

    pubmed: dict[tuple[int, int], str] = field(default_factory=dict)
    cited: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=dict)
    levels: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def papers(self, places: Iterable[tuple[int, int]]) -> list[str]:
        """Return the PubMed ids of citations, the first few."""
        found = [self.pubmed[place] for place in places if place in self.pubmed]
        return list(dict.fromkeys(found))[:_MOST]

    def level(self, section: str, title: str) -> str:
        """Return the level of evidence of the part with this title, '' where it has none or several."""
        found = self.levels.get((section, title), [])
        return found[0] if len(found) == 1 else ""


def read_references(blocks: Iterable[Block]) -> References:
    """Read the references of a page, and what stands under each heading below a section's."""
    references = References()
    section, title, number = "", "", 0
    for block in blocks:
        if isinstance(block, Heading):
            title = title_key(block.text)
            if block.level <= 2:
                section, number = title, 0
        elif isinstance(block, Item) and title == "references":
            pubmed = _PUBMED.search(block.text)
            if pubmed and number:
                references.pubmed[number, block.number] = pubmed[1]
        elif isinstance(block, Item | Paragraph):
            cited = citations(block.text)
            number = number or (cited[0][0] if cited else 0)
            references.cited.setdefault((section, title), []).extend(cited)
            held = references.levels.setdefault((section, title), [])
            held.extend(level for level in levels_of_evidence(block.text) if level not in held)
    return references
