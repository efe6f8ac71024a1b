"""What stands above what in a label text: headings, lead-ins and the items that complete them.

Rules, by name:
``conditions``  a lead that ends in "that:", "who:" or "defined by either:" is followed by conditions, not by uses: the
                items are read as one sentence with it.
``lead``        a trigger ("is indicated") whose sentence stops before its object, or that ends with a colon: it leads.
``heading``     a short segment that only names a disease, in title case, or before a colon: it heads what follows,
                where that is of the same disease or names none; else it is an item of a list of diseases. Glued to a
                sentence that tells its use whole ("… melanomaX is indicated …"), it heads that and ends the list above.
``heading_in``  the same at the start of a segment, before the sentence that it is glued to.
``heading_out`` the same at the end of a segment, after words that end a use ("… as a single agent Breast Cancer").
``limitation``  "Limitations of Use" and what follows, until a heading, a section number or a new trigger.
``note``        a sentence on the use before it ("This indication is approved under accelerated approval …").
``prose``       a full sentence without a trigger: it says something of the use, and is no item of the list.
``sublead``     an item that ends with a colon, or tells no more than whom the next are for, leads the items after it,
                until a heading or another lead.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from nlp.screening import Screened
from nlp.spelling import words_of
from nlp.structure.segments import Segment, cut_segments
from nlp.structure.unit import Unit

_TRIGGER = Screened.compile(
    r"\b(?:is|are|as|was|were)?\s*(?:also |now |currently |both |only )?(?:indicated|licensed|authori[sz]ed)"
    r"|\b(?:is|are) (?:also |now )?(?:approved|used|given|recommended)\b(?! that)"
    r"|\bis a medicine used to treat\b|\bmay (?:also )?be used\b|\b(?:is|are) intended for use (?:in|for)\b"
    r"|\b(?:is|are) (?:(?:often|usually|frequently) )?susceptible to (?:[\w-]+ )?(?:treatment|therapy)\b"
    r"|\bhas (?:also )?been (?:shown to be|found) useful\b|\bis (?:also )?useful in the treatment\b"
    r"|\b(?:is|are) effective in (?:the )?(?:treatment|palliation|management|prolonging)\b"
)
_INCOMPLETE = re.compile(
    r"(?:\b(?:for|with|in|of|to|the|as|treat|who|whose|following|indicated|including|either)|:)\s*$",
    re.IGNORECASE,
)
_OF_PATIENTS = re.compile(r"\b(?:in|for) whom\b[^.:]{0,80}\bindicated\s*$", re.IGNORECASE)
_LIMITATION = re.compile(r"[\s*†‡]*(?:Important )?Limitations? of Use\b[:\s-]*", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|no|never|limited|only|should|without|unknown|insufficient)\b", re.IGNORECASE)
_OPENS_USE = re.compile(
    r"(?:for (?:the )?|the )?(?:[\w-]+ )?treatment\b|in combination with\b|as (?:an? single|monotherapy)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:who|whose)\b", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:\W|\d)*(?:[a-e] )?(?:This|These|The) (?:indications?|uses?)\b|\W*Continued approval|"
    r"\s*(?:Select|Selection of) patients|"
    r"\W*(?:An improvement|A clinical benefit|Improvement)|\s*Efficacy\b|\s*(?:In [\w ,-]{3,60}, )?The (?:effectiveness"
    r"|efficacy|safety|benefit|experience)|"
    r"\s*Accelerated approval|\s*(?:See|see)\b|\s*¹"
    r"|\s*(?:(?:Adult|P(?:a)?ediatric) )?(?:Patients|Subjects|Women|Men) [^.;:]{0,140}?\bshould (?:also )?(?:have|be)\b"
    r"|"
    r"\s*(?:for use at an )?additional (?:recommended )?dos(?:age|ing)\b"
    r"|\s*Prior to (?:initiating|starting|receiving)|\s*Treatment (?:should|must)|\s*Before\b|\s*Confirm"
    r"|\s*For patient selection|\s*Verify|\s*It is (?:recommended|essential|important|advisable)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"(?:(?!\b(?:who|whose|that|which)\b)[^.:]){4,90}?\b(?:is|are|was|were|should|can|may|must|cannot|does"
    r"|do|ha(?:s|ve) (?:not )?been|ha(?:s|ve) not|had (?:not |previously )*(?:been|received)|appears?)\b"
    r"|[^.:]{4,260}?\b(?:may|can|should) be (?:followed|monitored|tested|assessed)\b"
)
_CONNECTORS = frozenset("and of the or with in for to not a an by on as due".split())
_WORD = re.compile(r"\([^()]*\)|[^\s()]+")
_LONGEST_HEADING = 14
_SHORT_HEADING = 10
_COMMON = frozenset("cancer carcinoma cell lymphoma leukemia tumor of the and or with advanced metastatic a".split())
_PURPOSE = re.compile(r"\b(?:treatment|therapy|management|palliation) (?:of|in|for)\b", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:for|in|with|as|to|who|after|following|treatment|patients)\b", re.IGNORECASE)
_HOW = re.compile(
    r"(?:In|With|For|As|Treatment|Patients|Adults|Maintenance|Adjuvant|Neoadjuvant|First|Second|Relapsed|Previously)\b"
)
_WHOM = re.compile(r"(?:adults?|p(?:a)?ediatric|patients|women|men|children|adjuvant|neoadjuvant|maintenance)\b")
_ONLY_WHOM = re.compile(r"(?:Adult|P(?:a)?ediatric) (?:patients|men|women)\b[^.;,]{0,40}? with (?P<rest>.+)", re.DOTALL)
_OF_A_STATE = re.compile(r"(?:Relapsed|Refractory|Recurrent|Newly[ -]diagnosed|Metastatic|Unresectable)\b")
_COURSE = re.compile(r"(?:Previously|Relapsed|Newly|Non-progressing)\b")
_MARKS = " .:,*†‡§¹"  # what may follow a heading: its end, a footnote
_ENDS_IN_CAPITALS = re.compile(
    r"(?:\b(?:agents?|\w*therap(?:y|ies)|regimens?|treatments?|surgery|disease|preferred|appropriate|tests?"
    r"|cancer|carcinoma|leuk(?:a)?emia|lymphoma|myeloma|melanoma)|\))\s+"
    r"(?P<heading>(?:[A-Z][\w'/-]+\s+(?:(?:of|the|and|or)\s+)*)+[A-Z][\w'-]+)(?:\s*\([A-Z][\w-]*\))?$"
)
_CONDITIONS_FOLLOW = re.compile(
    r"\b(?:that|who|which|whose (?:tumou?rs?|cancers?|diseases?)|defined by|defined as|characteri[sz]ed by"
    r"|following criteria|either|and who|because of|and|when)(?: either| one of the following| both)?\s*:?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?!in combination|for (?:the )?(?:[\w-]+ ){0,3}treatment|as (?:an? |mono|first))(?:[a-z]|(?:Have"
    r"|Has|Are|Is|Had|Who|Whose|Cannot|No|Not)\b)"
)
_OF_WHOM = re.compile(r"\b(?:who|whose|patients|adults|children|women|men)\b", re.IGNORECASE)
_IS_INDICATED = re.compile(
    r"\b(?:is|are)(?: also| now| currently)? (?:indicated|approved|licensed|authori[sz]ed)\b", re.IGNORECASE
)
_IN_WHOM = re.compile(r"\b(?:in|for) whom\b[^.:]{0,80}$")
_KIND_OF_DISEASE = re.compile(r"(?:[A-Z][\w-]+ ){1,2}(?:[Dd]iseases|[Dd]isorders|[Ss]tates)\b")
_GOES_ON = frozenset({"glued_item", "semicolon", "glued_sentence", "comma"})
_LEADS_ALL = re.compile(r"\b(?:following (?:[\w-]+ )?(?:indications|uses)|as follows)\s*:?\s*$", re.IGNORECASE)
_SUBJECT = re.compile(r"(?!(?:In|For|As|With|When|Patients|Adults|Treatment|It|Also|Alone)\b)[A-Z][\w-]*\b")
_AFTER_HEADING = re.compile(
    r"\s*(?:[A-Z(]|in combination|in adult|in patients|as (?:an? |mono|first|part)|for\b|alone"
    r"|(?:[\w-]+ )?treatment of"
    r"|is (?:also |now |currently )?(?:indicated|approved|licen|authori|used|given))"
)


def trigger_in(text: str) -> re.Match[str] | None:
    """Return the first words that tell a use ("is indicated", "may be used")."""
    return _TRIGGER.search(text, text.lower())


def outline(
    text: str, names_cancer: Callable[[str], int], is_name: Callable[[str], bool] = lambda _: False
) -> list[Unit]:
    """Return the units of a label text in order, each with what stands above it.

    ``names_cancer`` returns where the first cancer named in a text ends, -1 where none is. A heading with nothing
    under it, but under a lead-in, is an item of that lead-in.
    """
    units = list(_units(text, names_cancer, is_name))
    parents = {id(unit.parent) for unit in units}
    return [
        replace(unit, kind="item") if unit.kind == "heading" and unit.parent and id(unit) not in parents else unit
        for unit in units
    ]


def _units(text: str, names_cancer: Callable[[str], int], is_name: Callable[[str], bool]) -> Iterator[Unit]:
    segments = list(_with_headings_cut(text, _with_conditions_joined(text, cut_segments(text, is_name)), names_cancer))
    outlining = _Outlining(names_cancer)
    for at, segment in enumerate(segments):
        words = text[segment.start : segment.end]
        after = segments[at + 1] if at + 1 < len(segments) else None
        following = text[after.start : after.end] if after else ""
        if not outlining.only_opens_limitations(words, segment):
            glued = after is not None and after.rule == "glued_heading"
            heads = _is_heading(words, segment) or (
                _heads(words, following, names_cancer) and not _goes_on(words, segment, following, after)
            )
            heads = heads or (glued and _titles(words) and _tells_whole(following))
            if heads and _tells_whole(following):
                outlining.close_lead()
            yield outlining.unit(words, segment, heads, _tells_only_whom(words, following, names_cancer))


class _Outlining:
    """What stands open while the segments pass: the lead, the heading, a lead under it, limitations."""

    def __init__(self, names_cancer: Callable[[str], int]) -> None:
        self.names_cancer = names_cancer
        self.lead: Unit | None = None
        self.heading: Unit | None = None
        self.sublead: Unit | None = None
        self.sentence: Unit | None = None
        self.limiting = False
        self.told = ""  # the kind of the unit before

    def only_opens_limitations(self, words: str, segment: Segment) -> bool:
        """Note where limitations of use begin and end; say whether the segment is nothing but their heading."""
        limitation = _LIMITATION.match(words)
        if limitation:
            self.limiting, self.sublead = True, None
            return limitation.end() >= len(words) - 1
        if segment.rule in ("heading_in", "glued_heading", "section_number") or not _NEGATIVE.search(words):
            self.limiting = False
        elif _OPENS_USE.match(words) and not _NEGATIVE.search(_WHO.split(words)[0]):
            self.limiting = False  # what is not, is told of the patients: "… who are not candidates for surgery"
        return False

    def unit(self, words: str, segment: Segment, heads: bool, whom: bool) -> Unit:
        """Return the segment as a unit under what stands open, and open what it opens."""
        kind = self.told = self._kind(words, segment, heads, whom)
        above = self.heading if self._heading_is_nearer() else self.lead
        if kind == "lead":
            above = self.heading if self._heading_is_nearer() else None
        elif kind == "heading":
            above = self.lead
        if kind in ("sentence", "heading") and above is not None and above.kind == "lead":
            told = kind == "sentence" and _tells_whole(words) and not _LEADS_ALL.search(above.text)
            above = None if told or self.names_cancer(above.text) > 0 else above  # the lead has told another use
        elif kind == "item":
            if _KIND_OF_DISEASE.match(words):
                self.sublead = None  # "Allergic states": the next head of a list of lists
            if self.sublead is not None and self._tells_another_use(words):
                self.sublead = None
            above = self.sublead or above
            if segment.rule in _GOES_ON and words[:1].islower() and self._sentence_is_nearer(above):
                above = self.sentence  # a list whose first item ended the sentence that leads it
        unit = Unit(words, segment.start, segment.end, kind, above)
        if kind in ("lead", "heading", "sentence"):
            self.sublead = None
            self.sentence = None
        if kind in ("lead", "heading", "sublead", "sentence"):
            setattr(self, kind, unit)
        return unit

    def close_lead(self) -> None:
        """Let a heading whose sentence tells a use whole begin anew, but under a lead to all that follows."""
        if self.lead is not None and not _LEADS_ALL.search(self.lead.text):
            self.lead = self.sublead = None

    def _tells_another_use(self, words: str) -> bool:
        """Say whether an item tells a purpose and a disease of its own, so that the lead-in above it has ended."""
        leads = self.sublead is not None and _PURPOSE.search(self.sublead.text) is not None
        return leads and _PURPOSE.search(words) is not None and self.names_cancer(words) > 0

    def _heading_is_nearer(self) -> bool:
        return self.lead is None or (self.heading is not None and self.heading.start > self.lead.start)

    def _sentence_is_nearer(self, above: Unit | None) -> bool:
        return self.sentence is not None and (above is None or above.start < self.sentence.start)

    def _kind(self, words: str, segment: Segment, heads: bool, whom: bool) -> str:
        trigger = trigger_in(words)
        of_another = trigger is not None and _IN_WHOM.search(words, 0, trigger.end()) is not None
        if of_another:
            trigger = None  # "… for whom no other therapy is indicated" tells no use of this one
        breaks_off = trigger is not None and _breaks_off(words, trigger.end())
        sentence = segment.rule in ("sentence", "glued_sentence", "see") and not words[:1].islower()
        told_whole = segment.rule == "sentence"
        kinds = (
            ("limitation", self.limiting),
            ("note", _NOTE.match(words) is not None and not breaks_off),
            ("lead", trigger is not None and (segment.colon or breaks_off)),
            ("sentence", trigger is not None),
            ("heading", heads),
            ("prose", sentence and not of_another and _PROSE.match(words) is not None),
            ("prose", self.told == "prose" and segment.rule == "colon"),
            (
                "sublead",
                segment.colon
                or whom
                or (
                    _INCOMPLETE.search(words) is not None
                    and not of_another
                    and (not told_whole or words.endswith(" as"))
                ),
            ),
        )
        return next((kind for kind, fits in kinds if fits), "item")


def _breaks_off(words: str, trigger_end: int) -> bool:
    """Say whether a sentence stops before its object; "… in whom X is (not) indicated" does not."""
    match = _INCOMPLETE.search(words)
    if match is None or (words.rstrip().endswith("indicated") and trigger_end < len(words.rstrip())):
        return False
    if words.rstrip().endswith("not indicated"):
        return False  # "… if chemotherapy is not indicated"
    return not _OF_PATIENTS.search(words)


def _is_heading(words: str, segment: Segment) -> bool:
    tokens = _WORD.findall(words)
    if len(tokens) > _LONGEST_HEADING or ("," in words and not segment.colon) or not tokens:
        return False
    if segment.colon:
        runs_on = _HOW.match(words) or _PROSE.match(words) or _INCOMPLETE.search(words)
        return words[:1].isupper() and not runs_on
    return _title_case(tokens) and segment.rule in ("start", "newline", "section_number", "glued_heading", "heading_in")


def _heads(words: str, following: str, names_cancer: Callable[[str], int]) -> bool:
    """Say whether a short name of a disease heads what follows: more is told of it there, or no disease is named."""
    if not following or not _is_bare_name(words, names_cancer) or _is_bare_name(following, names_cancer):
        return False
    if _NOTE.match(following) or _LIMITATION.match(following):
        return False
    own = {word.folded for word in words_of(words) if word.folded.isalnum()} - _COMMON
    if names_cancer(following) <= 0:
        return following[:1].islower() or _HOW.match(following) is not None
    if _title_case(_WORD.findall(words)) and _WHOM.match(following):
        return True  # "Bladder Cancer • adult patients with UC who …": it tells whom, under another name
    if words[:1].islower():
        return False  # "melanoma • melanoma in combination with …" in a list of small letters: two uses
    state = _OF_A_STATE.match(words)
    if state is not None and state.group().lower() not in following.lower():
        return False  # "Relapsed or refractory A. A in the consolidation phase": two uses
    return bool(own & {word.folded for word in words_of(following)})


def _goes_on(words: str, segment: Segment, following: str, after: Segment | None) -> bool:
    """Say whether a segment in small letters is one of a list whose line breaks were lost."""
    if not words[:1].islower():
        return False
    alike = after is not None and (after.rule in _GOES_ON or after.rule == segment.rule == "bullet")
    return segment.rule in _GOES_ON or (alike and following[:1].islower())


def _titles(words: str) -> bool:
    """Say whether words that are glued to a sentence can only be its heading ("Adjuvant treatment of melanoma")."""
    tokens = _WORD.findall(words)
    return len(tokens) <= _LONGEST_HEADING and words[:1].isupper() and not (trigger_in(words) or _OF_WHOM.search(words))


def _tells_whole(words: str) -> bool:
    """Say whether a sentence tells a use of its own: what is indicated stands before "is indicated"."""
    trigger = _IS_INDICATED.search(words)
    return trigger is not None and _SUBJECT.match(words, 0, trigger.start()) is not None


def _tells_only_whom(words: str, following: str, names_cancer: Callable[[str], int]) -> bool:
    """Say whether a segment tells whom the next are for: "Adult patients with lymphoma • Relapsed follicular …"."""
    whom = _ONLY_WHOM.match(words)
    if whom is None or _COURSE.match(following) is None or _TELLS.search(whom["rest"]):
        return False
    return names_cancer(whom["rest"]) > 0


def _is_bare_name(words: str, names_cancer: Callable[[str], int]) -> bool:
    """Say whether a segment is a short name of a disease and nothing else."""
    tokens = [token for token in _WORD.findall(words) if token.lower() not in _CONNECTORS]
    named = names_cancer(words) if len(tokens) <= _SHORT_HEADING else -1
    if named <= 0:
        return False
    rest = re.sub(r"\([^()]*\)", "", words[named:]).strip(_MARKS)
    return _title_case(tokens) or not (rest or _TELLS.search(words))


def _with_conditions_joined(text: str, segments: Iterator[Segment]) -> Iterator[Segment]:
    """Join conditions to the segment that they complete (rule ``conditions``)."""
    held: Segment | None = None
    for segment in segments:
        words = text[segment.start : segment.end]
        if held is not None and segment.rule not in ("sentence", "glued_sentence") and _CONDITION.match(words):
            held = Segment(held.start, segment.end, held.rule)
            continue
        if held is not None:
            yield held
        held = segment if _CONDITIONS_FOLLOW.search(words) else None
        if held is None:
            yield segment
    if held is not None:
        yield held


def _title_case(tokens: list[str]) -> bool:
    written = [token for token in tokens if token[0] != "(" and token.lower() not in _CONNECTORS]
    return bool(written) and all(_capital(token) for token in written)


def _capital(token: str) -> bool:
    first = token.lstrip("-‐‑/’'")[:1]
    return first.isupper() or first.isdigit()


def _with_headings_cut(text: str, segments: Iterator[Segment], names_cancer: Callable[[str], int]) -> Iterator[Segment]:
    """Cut a title-case heading from the sentence that it is glued to (rules ``heading_in``, ``heading_out``)."""
    for segment in segments:
        words = text[segment.start : segment.end]
        at = _heading_end(words, names_cancer)
        tail = 0 if at else _heading_start(words, names_cancer)
        if tail:
            yield Segment(segment.start, segment.start + len(words[:tail].rstrip()), segment.rule)
            yield Segment(segment.start + tail, segment.end, "glued_heading", segment.colon)
        elif at:
            yield Segment(segment.start, segment.start + at, "heading_in")
            start = segment.start + at + len(words[at:]) - len(words[at:].lstrip(" ,:-"))
            yield Segment(start, segment.end, "after_heading", segment.colon)
        else:
            yield segment


def _heading_end(words: str, names_cancer: Callable[[str], int]) -> int:
    """Return where a heading at the start of a segment ends, 0 where none does."""
    run_end, count = 0, 0
    for token in _WORD.finditer(words):
        if token.group()[0] != "(" and token.group().lower() not in _CONNECTORS and not _capital(token.group()):
            break
        run_end, count = token.end(), count + 1
    if count < 1 or trigger_in(words[:run_end]):
        return 0
    named = names_cancer(words[:run_end])
    if named <= 0 or not _title_case(_WORD.findall(words[:named])):
        return 0
    bracket = re.match(r"\s*\([A-Za-z0-9 -]{2,14}\)", words[named:])
    end = named + (bracket.end() if bracket else 0)
    rest = words[end:]
    if not rest.strip(" .:,"):
        return 0
    if end < 10 and not rest[:1].isspace():
        return 0
    return end if _AFTER_HEADING.match(rest) and not rest.lstrip().lower().startswith(("(or", "or ", "and ")) else 0


def _heading_start(words: str, names_cancer: Callable[[str], int]) -> int:
    """Return where a heading at the end of a segment starts, 0 where none does."""
    run = _ENDS_IN_CAPITALS.search(words)
    if run is None or _title_case(_WORD.findall(words)):
        return 0
    named = names_cancer(run["heading"])
    return run.start("heading") if named > 0 and not words[run.start("heading") + named :].strip(_MARKS) else 0
