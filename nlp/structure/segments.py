"""Where does a run-on label text break? Bullets, numbers, section references, sentences and glued words.

Label texts come as one line: markers, headings and sentences follow each other without line breaks, and the EMA's
table glues a heading to the sentence after it. Each rule has a name, which a segment keeps as the reason of its start.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_REFERENCE = r"[(\[]\s*(?:see\s+)?(?:\d{1,2}(?:\.\d{1,2})*)?(?:\s*,\s*\d{1,2}(?:\.\d{1,2})*)*\s*[)\]]"
# words that begin an item, in lists whose line breaks were lost ("is indicatedin combination with", "oras first line")
_WHO = r"(?:adults?|p(?:a)?ediatric|adolescents?)(?: (?:and|or) (?:adults?|p(?:a)?ediatric|adolescents?))*"
_OPENERS = (
    r"(?:in combination with|in adult (?:patients|men|women)|as monotherapy"
    r"|as (?:a )?(?:single|first|second|adjuvant|neo-?adjuvant|maintenance)"
    rf"|for the (?:[\w-]+ )?treatment|the (?:[\w-]+ )?treatment of|{_WHO} patients|with disease"
    r"|following (?:surgery|adjuvant|neoadjuvant|at least)|who have|(?:locally )?advanced (?=[A-Z]))"
)
# words that begin an item where a mark before it is left ("melanoma.maintenance treatment", ";newly diagnosed")
_BEGINNINGS = (
    rf"(?:{_OPENERS}|(?:for )?(?:[\w-]+ )?treatment of|{_WHO} with|(?:wom|m)en with|children|patients with|newly"
    r"|chronic,? |relapsed)"
)
# how an item begins with a capital, the next word being small: a capital that only a lost line break explains
_CAPITAL_OPENERS = (
    r"(?:Previously (?:un)?treated|Relapsed|Newly[ -]diagnosed|Non-?(?:progressing|metastatic)|Metastatic|Unresectable"
    r"|Locally|Recurrent|Adult patients|P(?:a)?ediatric patients|Adults|Adjuvant|Maintenance|First[ -]line|As a single"
    r"|As monotherapy|In combination|Treatment of|Prevention of|Prophylaxis of)"
)
BREAKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("newline", re.compile(r"\s*\n\s*|\s*[;,]\s*(?:,\s*)+"  # ", ," and ".," are what a table made of a line break
                           r"|(?<=[a-z]{3})\.\s*,\s+|(?<=\))\.\s*,\s+")),
    ("bullet", re.compile(r"\s*[•●▪◦■‣∙➢·]\s*|(?:^|(?<=[:.;)\]]))\s+(?:[-–*]|o)\s+(?=[A-Za-z])|^\s*[-–*]\s+"
                          r"|(?<=[.:;,])[-–]\s+(?=[A-Za-z])|(?<=:)\s*[-–](?=[A-Za-z])|(?<=\))[-–]\s+(?=[A-Z][a-z])"
                          r"|(?:(?<=\bwith)|(?<=\bor))[-–]\s+(?=[a-z])"
                          r"|(?<=[a-z)])[-–]\s+(?=as |in combination\b|(?:for )?(?:the )?(?:[\w-]+ )?treatment\b"
                          rf"|(?:{_WHO} )?patients\b|locally advanced|metastatic\b|newly\b|relapsed\b)")),
    ("reference", re.compile(rf"\s*{_REFERENCE}\s*[.;]?\s*(?=[A-Z•●▪*-]|o [A-Z]|in combination\b|as an?\b|for\b|alone\b"
                             rf"|treatment\b|adjuvant\b|$)|(?<=\.)\s*{_REFERENCE}\s*(?=[a-z])"
                             rf"|\s*{_REFERENCE}\s*[.;]\s+(?=(?:previously|relapsed|newly|untreated|recurrent"
                             r"|metastatic|locally|adult|patients)\b)")),
    ("limitation", re.compile(r"\s+(?=(?:Important )?Limitations? of Use\b)")),
    ("see", re.compile(r"\s*[\[(]\s*see\b[^\[\]()]*(?:\([^()]*\)[^\[\]()]*)*[\])]\s*\.?\s*"
                       r"(?!\s*,?\s*(?:and )?(?:who|whose|that|is|are)\b)")),
    ("section_number", re.compile(r"(?:^|(?<=[.;:)\]])|(?<=\s))\s*\d{1,2}\.\d{1,2}\s+(?=[A-Z][a-zA-Z(])")),
    ("number", re.compile(r"(?:^|(?<=[.;:)\]]))\s*\(?\d{1,2}[.)]\s+(?=[A-Z])")),
    ("semicolon", re.compile(r"\s*;\s*(?:(?:or|and)\s+)?(?=[Aa]s (?:a |mono)|[Ii]n combination|[Ff]or "
                             r"|[Ii]n the (?:treatment|management)"
                             r"|with [a-z][\w-]+(?:(?:,| and) [a-z][\w-]+)* (?:for|as|in)\b"
                             r"|[Ii]n (?:first|second|third)[- ]line|[Ii]n (?:adult|women|men|p(?:a)?ediatric)"
                             r"|the (?:[\w-]+ )?treatment\b|[Tt]reatment|[Aa]djuvant|[Mm]aintenance"
                             r"|(?:adult|p(?:a)?ediatric) patients\b|adults\b|children\b|patients with\b"
                             r"|(?:unresectable|metastatic|advanced|locally|recurrent|relapsed)\b|[A-Z]"
                             r"|(?:[\w-]+ ){0,4}?[\w-]*(?:cancer|carcinoma|sarcoma|melanoma|lymphoma|myeloma)s?\b"
                             r"|(?:[\w-]+ ){0,4}?tumou?rs?\b"
                             r"|[\w-]+ (?:as (?:an? )?(?:first|initial|second)|in patients)\b)|;(?=[a-z]{2})")),
    ("comma", re.compile(r",(?=[A-Z]?[a-z]{2})")),
    ("glued_item", re.compile(rf"(?<=[a-z)])(?={_OPENERS}\b)|(?<=[a-z]{{3}})(?:,? or)(?={_OPENERS}\b)"
                              rf"|,? \bor(?=(?:{_OPENERS}|following)\b)|, \bor(?=(?:metastatic|locally)\b)"
                              r"|(?<= with)(?=(?:chronic|newly|relapsed|metastatic|advanced)\b)")),
    ("lost_mark", re.compile(r"(?<=[a-z)])\s+(?=(?:[A-Z][a-z]+ ){1,2}(?:[Dd]iseases|[Dd]isorders|[Ss]tates)\b)"
                             r"|(?<=\bin adults)\s+(?=Acute [a-z])"
                             r"|(?<=[a-z]{4})\.\s+(?=(?:the )?(?:[a-z-]+ ){0,2}?(?:treatment|therapy|management"
                             r"|palliation|prophylaxis|prevention) (?:of|for|in)\b|[a-z]+ing the |with "
                             r"|[a-z-]+(?: and [a-z-]+)? for the treatment of )"
                             r"|(?<=\bdisease\))\s+(?=(?!(?:and|or|in|with|who|that|for|after|as|whose|following|is|are"
                             r"|has|have|of|on|to|including)\b)[a-z])"
                             r"|(?<=\))\s+(?=(?:[a-z-]+ ){1,2}\((?:advanced|disseminated|metastatic) disease\))")),
    ("lost_break", re.compile(rf"(?<=[a-z)])\s+(?={_CAPITAL_OPENERS}\s+[a-z(])"
                              r"|(?<=[a-z]{3})\s+(?=[A-Z][\w-]+(?: [A-Z][\w-]+)?, (?:although|though)\b)"
                             rf"|(?<=[a-z])\s+[-–]\s+(?={_CAPITAL_OPENERS}\b)|(?<!\bfor)(?<!\band)(?<!\bor)(?<!\bin)(?<!,)"
                              r"\s+(?=the (?:prophylaxis|prevention) of\b)")),
    ("colon", re.compile(r"(?<=[a-zA-Z)*†‡])\s?:\s*(?!\d)")),
    ("sentence", re.compile(r"(?<=[a-z0-9)\]%”\"*®])\.[*†‡]*\s+(?=[A-Z“\"(•*]|in combination\b|as (?:a|monotherapy)\b"
                            r"|(?:adult |p(?:a)?ediatric )?patients with\b|adults with\b"
                            r"|(?:for (?:the )?)?treatment of\b)"
                            r"|(?<=[A-Z]{2})\.[*†‡]*\s+(?=[A-Z])|(?<=[a-z)\]] )\.\s+(?=[A-Z])")),
    ("glued_sentence", re.compile(rf"(?<=[a-z)\]%'\"])\.(?=[A-Z][A-Za-z]|\[\d|{_BEGINNINGS}\b"
                                  r"|for (?:the )?(?:[\w-]+ )?treatment\b)|(?<=[A-Z]{3})\.(?=[A-Z][a-z]{2})"
                                  r"|(?<=\d)\.(?=[A-Z][a-z]{3})")),
    ("glued_heading", re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})|(?<=[a-z]{3})(?=[A-Z]{4})|(?<=[a-z]\))(?=[A-Z][a-z])"
                                 r"|(?<=[A-Z0-9]\))(?=[A-Z][A-Za-z])")),
)  # fmt: skip
# What must stand in a text where a break of a name does: small enough to be looked for first, for most texts have none.
SIGNS: dict[str, re.Pattern[str]] = {
    "newline": re.compile(r"\n|[;,.]\s*,"),
    "bullet": re.compile(r"[•●▪◦■‣∙➢·]|[-–*]\s|:\s*[-–]|\so\s"),
    "section_number": re.compile(r"\d\.\d{1,2}\s+[A-Z]"),
    "number": re.compile(r"\d[.)]\s+[A-Z]"),
    "lost_mark": re.compile(r"\.\s+[a-z-]|iseases|isorders|tates|in adults\s"),
    "glued_heading": re.compile(r"[a-z)][A-Z]"),
}
# "patients with: multiple myeloma in combination with A … multiple myeloma in combination with B": it opens each item
_OPENING = re.compile(
    r"\b(?:patients|adults|treatment) (?:with|of):?\s+(?P<disease>(?:[a-z][\w-]* ){1,4})in combination with\b"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|approx|no|spp|dr|st|fig|incl|cf|etc|u\.s)|\b[A-Z])\.\s*$", re.IGNORECASE
)
_DISEASE_WORD = re.compile(r"(?:locally )?advanced\b|metastatic\b|relapsed\b|unresectable\b")
_PHASE_OF = re.compile(r"(?:(?:neo-?)?adjuvant|maintenance) treatment of\b")
_CITED = re.compile(r"\( ?\d[\d., ]*\)")
_IN_A_TITLE = re.compile(
    r"\b[A-Z][a-z]+ (?!(?:Cancers?|Carcinoma|Lymphoma|Leuk(?:a)?emia|Myeloma|Melanoma|Sarcoma|Tumou?rs?|Diseases?"
    r"|Syndromes?)$)[A-Z][a-z]+$"
)
_IN_A_LIST = re.compile(r":(?:[^.]|\.(?!\s*[A-Z]))*$")
_LIST = 600
_MARKS = frozenset({"bullet", "number", "section_number"})  # of several breaks at one place these say what begins
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_PARTNERS = re.compile(r"\bin combination with [^.•]{2,160}$", re.IGNORECASE)
_NOT_GLUED = re.compile(r"\b(?:Mc|Mac|De|La|Le|Di|Van|Novo|Zy|Eu|Pro|Ac)$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text without its marker. ``rule`` is what made it begin, ``colon`` that a colon ends it."""

    start: int
    end: int
    rule: str
    colon: bool = False


def cut_segments(text: str, is_name: Callable[[str], bool] = lambda _: False) -> Iterator[Segment]:
    """Yield the segments of a text in order. ``is_name`` keeps words with inner capitals whole (product names)."""
    breaks = sorted(_breaks(text, is_name))
    start, rule = 0, "start"
    for left, right, name in breaks:
        if left < start:
            start = max(start, right)
            rule = name if name in _MARKS else rule
            continue
        yield from _trimmed(text, start, left, rule, name == "colon")
        start, rule = right, name
    yield from _trimmed(text, start, len(text), rule, False)


def _breaks(text: str, is_name: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    yield from _openings_again(text)
    for name, pattern in BREAKS:
        sign = SIGNS.get(name)
        for match in pattern.finditer(text) if sign is None or sign.search(text) else ():
            if match.end() == 0 and match.start() == 0:
                continue
            if name == "sentence" and _ABBREVIATED.search(text[max(0, match.start() - 8) : match.start() + 1]):
                continue
            if name == "glued_heading" and _inside_name(text, match.start(), is_name):
                continue
            if name in ("colon", "semicolon", "comma") and _in_brackets(text, match.start()):
                continue
            if name == "comma" and not _IN_A_LIST.search(text[max(0, match.start() - _LIST) : match.start()]):
                continue
            if name == "lost_break" and _IN_A_TITLE.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            if name == "glued_item":
                yield from _first_alike(text, match)
            if name == "reference":
                yield from _first_phase(text, match)
            if name == "semicolon" and _OR.search(match.group()) and _goes_on_with_partners(text, match, is_name):
                continue
            yield match.start(), match.end(), name


def _openings_again(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield a break before each item that opens as the first of its list does, where no mark parts them."""
    for first in _OPENING.finditer(text):
        again = re.compile(rf"(?<=[a-z)])\s+(?={re.escape(first['disease'])}(?:in combination with|as monotherapy)\b)")
        places = [(one.start(), one.end()) for one in again.finditer(text, first.end())]
        yield from ((start, end, "lost_break") for start, end in places if len(places) > 1)


def _first_alike(text: str, item: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the break before the first item of a list whose lost marks show only later ("with advanced A (B)advanced
    C"): the sentence leads both."""
    word = _DISEASE_WORD.match(text, item.end())
    if word is None or item.start() != item.end():
        return
    start = max(text.rfind(". ", 0, item.start()), 0)
    first = re.compile(rf"\bwith\s+(?={word.group()}\b)").search(text, start, item.start())
    if first is not None:
        yield first.end() - 1, first.end(), "glued_item"


def _first_phase(text: str, item: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the break before the first of two phases that one lead-in tells ("with A as neoadjuvant treatment …,
    adjuvant treatment …")."""
    if _PHASE_OF.match(text, item.end()) is None:
        return
    start = max((one.end() for one in _CITED.finditer(text, 0, item.start())), default=0)
    first = re.compile(rf"\bin combination with [^.;()]* as\s+(?={_PHASE_OF.pattern})").search(
        text, start, item.start()
    )
    if first is not None:
        yield first.end() - 1, first.end(), "glued_item"


def _inside_name(text: str, at: int, is_name: Callable[[str], bool]) -> bool:
    left, right = at, at
    while left > 0 and (text[left - 1].isalnum() or text[left - 1] == "-"):
        left -= 1
    while right < len(text) and (text[right].isalnum() or text[right] == "-"):
        right += 1
    return _NOT_GLUED.search(text[left:at]) is not None or (left < at and is_name(text[left:right]))


def _goes_on_with_partners(text: str, match: re.Match[str], is_name: Callable[[str], bool]) -> bool:
    """Say whether "; or B" only names another partner ("in combination with A; or B and C")."""
    following = re.match(r"[\w-]+(?! (?:as|in) )\b", text[match.end() :])
    return following is not None and is_name(following.group()) and _PARTNERS.search(text, 0, match.start()) is not None


def _in_brackets(text: str, at: int) -> bool:
    before = text[max(0, at - 200) : at]
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


def _trimmed(text: str, start: int, end: int, rule: str, colon: bool) -> Iterator[Segment]:
    while start < end and (text[start].isspace() or text[start] in ".;,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;,"):
        end -= 1
    if any(letter.isalpha() for letter in text[start:end]):  # "( 1.6 )" between two marks is no segment
        yield Segment(start, end, rule, colon)
