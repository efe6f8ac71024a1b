"""The stored text and the form in which it is read: equally long, so that every place is a place in both.

Hyphens, spaces and quotation marks of many kinds become the plain ones, full-width letters plain letters, HTML's tags
and references blanks and the characters that they stand for; nothing is added or taken out.
"""

import html
import re
from dataclasses import replace

from nlp.extraction import Extraction, FoundBiomarker, FoundPrior, Linked

_EVEN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹣－", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u00ad\u200b\t\x00\ufeff", " "),
        **dict.fromkeys(map(chr, range(0x202A, 0x202F)), " "),
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys("‘’‛´`", "'"),
        **dict.fromkeys("“”„″", '"'),
        **dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf0fc", "•"),  # how a font of symbols writes the marks of a list
        "‚": ",",
        "⩾": "≥",
        "⩽": "≤",
    }
)

_TAG = re.compile(
    r"</?(?:(?P<block>p|li|ul|ol|br|div|h[1-6]|tr|table)|[a-z][a-z0-9]{0,9})(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_SOFT_HYPHEN = re.compile(r"(?<=\w)\u00ad(?=\w)")  # "fluorouracil\u00adbased": a hyphen that a copy made invisible
_LIST_TAB = re.compile(r"(?<=[,;:] )\t(?=\t*\S)")  # the first blank of an item whose line break a table made a comma
_REFERENCE = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,4});")


def even(text: str) -> str:
    """Return the text with one kind of hyphen, space and quotation mark and without markup, place by place."""
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "&" in text:
        text = _REFERENCE.sub(lambda match: html.unescape(match.group())[:1].ljust(len(match.group())), text)
    if "\u00ad" in text:
        text = _SOFT_HYPHEN.sub("-", text)
    if "\t" in text:
        text = _LIST_TAB.sub("•", text)
    return text.translate(_EVEN)


def _blank(tag: re.Match[str]) -> str:
    """Return blanks as long as a tag; where it ends a paragraph or an item, a line break among them."""
    return ("\n" if tag["block"] else " ").ljust(len(tag.group()))


def as_written(one: Extraction, text: str) -> Extraction:
    """Return the extraction with the words of the stored text where a mention is one stretch of it."""

    def written(found: Linked) -> Linked:
        words = _stretch(found.text, found.span, text)
        return found if words == found.text else replace(found, text=words)

    def marked(found: FoundBiomarker) -> FoundBiomarker:
        words = _stretch(found.text, found.span, text)
        return found if words == found.text else replace(found, text=words)

    def earlier(found: FoundPrior) -> FoundPrior:
        therapy = written(found.therapy)
        return found if therapy is found.therapy else replace(found, therapy=therapy)

    after = tuple(earlier(prior) for prior in one.setting.after)
    not_after = tuple(earlier(prior) for prior in one.setting.not_after)
    return replace(
        one,
        therapies=tuple(written(therapy) for therapy in one.therapies),
        cancers=tuple(written(cancer) for cancer in one.cancers),
        excluded_cancers=tuple(written(cancer) for cancer in one.excluded_cancers),
        biomarkers=tuple(marked(biomarker) for biomarker in one.biomarkers),
        setting=replace(one.setting, after=after, not_after=not_after),
    )


def _stretch(held: str, span: tuple[int, int], text: str) -> str:
    stretch = text[span[0] : span[1]] if span[0] >= 0 else ""
    return stretch if len(stretch) == len(held) else held
