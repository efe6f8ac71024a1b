"""How many uses does one sentence tell? "In combination with A for …, or as a single agent for …" tells two.

An arm begins with how the therapy is given. A second one begins a new use when the first has already told whom it is
for, and when it is no later phase of the same treatment ("then as a single agent"). Where no arm does, whom it is given
to may be told twice ("in untreated patients who cannot …, and in patients with relapsed …"), or what it treats, each
with conditions of its own ("new glioma beside surgery, and recurrent glioma as …"), or at which point of its course
("as first therapy, or after progression").

A sentence "It is used …" begins a new use where it says "also" or whom else ("In children, it is used …"), or where the
one before says how the therapy is given ("with …", "alone"); else it goes on about the same use.
"""

import re

from nlp.screening import Screened

_GIVEN = Screened.compile(
    r"(?:(?P<joint>[,;.]\s*(?:and|or)?|\band|\bor)\s+)?(?P<how>in combination with|as (?:an? )?(?:single"
    r"|sole)[ -]?(?:agent|therapy)|as (?:a )?monotherapy"
    r"|(?P<sentence>(?:in (?:adults|children|men|women)(?: and (?:adults|children|men|women))?, )?"
    r"(?:it|they|[A-Z][\w-]+(?: [\w-]+){0,3}) (?:is|are) (?:also )?(?:used|given)"
    r"(?: (?P<way>alone|by itself|with|in combination|together)\b)?)"
    r"|alone (?=(?:in|as|for|after)\b)|when used as a single agent|is also indicated)"
)
_PATIENTS_TWICE = re.compile(
    r"\b(?:(?:for (?:the )?(?:[\w-]+ ){0,2}treatment of|in|for) )(?:[\w-]+ ){0,3}(?:patients|adults|women|men) "
    r"(?:with|who|whose|that) (?:[\w-]+ ){2,}[^.;]*?"
    r"(?P<joint>,? (?:and|or) )(?=(?:in|for) (?:[\w-]+ ){0,2}(?:patients|adults|women|men) (?:with|who|whose|that)\b)",
    re.IGNORECASE,
)
_TUMOUR = r"(?:\w+(?:omas?|emias?)|cancers?|tumou?rs?)\b"
_ITS_STATE = re.compile(
    rf"{_TUMOUR}[^,.;:]{{12,160}}(?P<joint>, (?:and|or) )(?=(?:newly|recurrent|relapsed|refractory|metastatic|advanced"
    rf"|previously|[\w-]+-(?:positive|negative))\b[^,.;:]{{0,60}}?{_TUMOUR})"
    r"(?!.*\b(?:who|whose|that|which|determined|detected|in combination|with no)\b)",
    re.IGNORECASE | re.DOTALL,
)
# one point of a course, and another: as the first treatment, or later
_EARLY = (
    r"(?:as (?:an? |the )?(?:initial|first[ -]line) (?:[\w-]+ ){0,3}?(?:therapy|treatment)|newly[ -]diagnosed"
    r"|who are [^,.;]{0,50}?\bna[iï]ve|(?:not previously treated|previously untreated)(?: [\w-]+){0,4}?)"
)
_LATER = (
    r"(?:(?:in (?:[\w-]+ ){0,2}(?:patients|adults|women|men) )?(?:(?:who|that) )?(?:have|has|had) (?:previously )?"
    r"(?:received|been (?:previously )?treated|progressed|failed)"
    r"|(?:following|after) (?:(?:disease )?progression|failure|relapse)|(?:resistant|refractory|intolerant) (?:or|to)"
    r"|with (?:disease )?(?:progression|relapse|resistance|intolerance))\b"
)
_COURSES = (
    re.compile(rf"\b{_EARLY}(?P<joint>,? or )(?={_LATER})", re.IGNORECASE),
    re.compile(
        r"\b(?:who|that) have (?:previously )?received [^,.;]{4,80}?(?P<joint>,? or )(?=in (?:the )?first[ -]line)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bin (?:the )?[\w-]+ phase (?:after|following|with) [^,.;]{4,90}(?P<joint>,? or )"
        r"(?=in (?:the )?[\w-]+ phase)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bnewly[ -]diagnosed [^.;]{4,90}?(?P<joint>,? or )"
        r"(?=[^.;]{2,60}?\b(?:resistant|refractory|resistance) (?:or|to)\b)",
        re.IGNORECASE,
    ),
)
_LINES = re.compile(r"\b(?P<first>first[ -]line),(?P<phase> maintenance),? or (?=second\b)", re.IGNORECASE)
_FOR_BOTH = re.compile(r"\b(?:in combination|determined|detected|whose|with no|alone|monotherapy)\b", re.IGNORECASE)
_OR_WHO = re.compile(r";\s*(?:or )?(?=who )", re.IGNORECASE)
_WHO = re.compile(r"\bwho\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:with|of|for|in):?\s")
_PHASE = re.compile(r"\b(?:then|followed by|continu\w+|after which)\W*(?:[\w-]+\W+){0,6}$", re.IGNORECASE)
_DENIED_UNLESS = re.compile(r"\bnot (?:indicated|recommended|approved)\b[^.]*?(?P<rest>,? unless\b.*)", re.IGNORECASE)
_FOR_WHOM = re.compile(r"in (?:adults|children|men|women)\b[^,.]*, (?:it|they)\b", re.IGNORECASE)
_WHOM = re.compile(r"\b(?:adults|children|men|women)\b", re.IGNORECASE)
_ALSO = re.compile(r"\balso\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:that|who|whose) (?:has|have|is|are|cancer|tumou?r|disease)\b|\bin (?:adults|patients)\b")
_SCOPE = re.compile(
    r"\b(?:for|in (?:adult|patient|women|men|children|people|pediatric|paediatric)|who|whose|treatment of|in adults)\b",
    re.IGNORECASE,
)


def cut_arms(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that each tell one use; text before the first belongs to all."""
    starts: list[int] = []
    way = ""  # how the arm before says that the therapy is given
    for match in _GIVEN.pattern.finditer(text) if _GIVEN.may_match(text.lower()) else ():
        how = match.start("how")
        if _depth(text, how) or _PHASE.search(text[max(0, how - 60) : how]):
            continue
        if not starts and match["sentence"] and _ALSO.search(match["sentence"]) and _TOLD.search(text[:how]):
            starts.append(0)
        if (
            not starts
            or (match["sentence"] and _says_another(match, way))
            or (
                not match["sentence"]
                and match["joint"]
                and _SCOPE.search(text[starts[-1] + 12 : how])
                and _scoped(text, starts[-1], how)
            )
        ):
            starts.append(how)
            way = match["way"] or ("" if match["sentence"] else match["how"])
    if len(starts) < 2:
        return _told_twice(text)
    return [(start, starts[at + 1] if at + 1 < len(starts) else len(text)) for at, start in enumerate(starts)]


def _told_twice(text: str) -> list[tuple[int, int]]:
    """Return the stretches in which one way of giving is told for two kinds of patients or of disease."""
    courses = _courses(text)
    whom, state = _PATIENTS_TWICE.search(text), _ITS_STATE.search(text)
    again = whom or state
    if len(courses) > 1 or again is None or _depth(text, again.start("joint")):
        return courses
    start = again.start() if whom else max((one.end() for one in _LEADS.finditer(text, 0, again.start())), default=0)
    return [(start, again.start("joint")), (again.end("joint"), len(text))]


def _courses(text: str) -> list[tuple[int, int]]:
    """Return the stretches that tell each at which point of its course a disease is treated."""
    joints = [one for one in _OR_WHO.finditer(text) if not _depth(text, one.start())]
    first = _WHO.search(text)
    if joints and first is not None and first.start() < joints[0].start():
        starts = [first.start(), *(one.end() for one in joints)]
        return list(zip(starts, [*(one.start() for one in joints), len(text)], strict=True))
    lines = _LINES.search(text)
    if lines is not None:
        return [lines.span("first"), lines.span("phase"), (lines.end(), len(text))]
    for pattern in _COURSES:
        match = pattern.search(text)
        if match is None or _depth(text, match.start("joint")) or _FOR_BOTH.search(text, match.end("joint")):
            continue
        tumours = [one.start() for one in re.finditer(_TUMOUR, text)]
        if not tumours or tumours[0] < match.end("joint"):
            return [(match.start(), match.start("joint")), (match.end("joint"), len(text))]
    return [(0, len(text))]


def without_exception(text: str) -> str:
    """Return a denial with what it excepts blanked ("not indicated for X unless used with A")."""
    denial = _DENIED_UNLESS.search(text)
    return text if denial is None else text[: denial.start("rest")] + " " * (len(text) - denial.start("rest"))


def _says_another(match: re.Match[str], way: str) -> bool:
    """Say whether a sentence tells another use than the one before it."""
    also = _ALSO.search(match["sentence"]) or match["sentence"].lower().startswith("in ")
    return bool(also or way)


def _scoped(text: str, start: int, end: int) -> bool:
    """Say whether a sentence of the arm before is more than its first words."""
    return len(text[start:end].split()) > 5


def _depth(text: str, at: int) -> int:
    return text.count("(", 0, at) - text.count(")", 0, at)


def only_arm(text: str, arms: list[tuple[int, int]], at: int) -> str:
    """Return the text with the other arms blanked; places stay the same.

    "In children, it is used …" says whom the arm is for, whoever the words before all arms speak of.
    """
    if len(arms) == 1:
        return text
    kept = list(text)
    for other, (start, end) in enumerate(arms):
        if other != at:
            kept[start:end] = " " * (end - start)
    if _FOR_WHOM.match(text, arms[at][0]):
        for match in _WHOM.finditer(text, 0, arms[0][0]):
            kept[match.start() : match.end()] = " " * len(match.group())
    return "".join(kept)
