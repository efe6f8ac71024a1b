"""Which cancers does a text name? The lexicon's names, and those composed by coordination.

"Gastric or GEJ adenocarcinoma", "epithelial ovarian, fallopian tube or primary peritoneal cancer" and "squamous cell
carcinoma of the oesophagus or head and neck" name several cancers with one word for the tumour. A word before a name
that is not known to be harmless may make it another disease: such a mention is ``narrowed``, and a gate refuses it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.biomarkers import read_biomarkers
from nlp.extraction import Linked
from nlp.lexicon import Lexicon, Mention
from nlp.spelling import key_of

CANCER = frozenset({"Cancer"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_GROUP = re.compile(r"(?:B[- ]cell )?(?:NHL|non[- ]Hodgkin(?:['’]s)? lymphomas?)(?: \(NHL\))?", re.IGNORECASE)
_STAGE = re.compile(r"I{1,3}V?[ABC]?\d?(?:[-/]I{1,3}V?[ABC]?\d?)*|IV[ABC]?")
_TYPE = re.compile(r"[- ]type\s+(?:of\s+)?$", re.IGNORECASE)
_HISTOLOGY = re.compile(
    r"(?:\s*\([^()]*\))?\s+(?:of|with)\s+(?P<kind>adenocarcinoma|(?:non-?)?squamous)(?:\s+cell)?(?:\s+tumou?r)?"
    r"\s+histology\b",
    re.IGNORECASE,
)
_KINDS_OF = re.compile(r"\bspecial (?:form|type|kind)s? of\s+$", re.IGNORECASE)
_NOT_SQUAMOUS = re.compile(
    r"(?:\s*\([^()]*\))?,?\s+(?:other than|except(?: for| those with)?|excluding)\s+(?:predominantly\s+)?squamous"
    r"(?:\s+cell)?(?:\s+histology)?",
    re.IGNORECASE,
)
_SQUAMOUS_BEFORE = re.compile(r"\b(?P<non>non ?-? ?)?squamous(?: cell)?,\s+$", re.IGNORECASE)
_TWO_KINDS = re.compile(r"\b(?P<course>acute|chronic) (?P<one>[a-z-]+) (?:and|or) (?P<two>[a-z-]+) $", re.IGNORECASE)
_POST = re.compile(r"\bpost[- ]$", re.IGNORECASE)
_OTHER_DISEASE = re.compile(r"^[a-z]+(?:itis|osis|emia)$")  # before a capital: the item before in a list without marks
_OF_A_GENE = re.compile(r"[\s-]+(?:kinase|susceptibility|gene|antigen|oncogene)\b", re.IGNORECASE)
_JOINED_LEFT = re.compile(
    r"((?:[\w/’'‐‑-]+\s+){0,4}[\w/’'‐‑-]+)(?:\s*,\s*(?:and/or|or|and)?\s*|\s+(?:and/or|or|and)\s+|\s*/\s*)$",
    re.IGNORECASE,
)
_JOINTS = (",", "/", "or", "and")  # how what stands before a joined name ends
_JOINED_RIGHT = re.compile(
    r"(?:\s*,\s*(?:and/or|or|and)?\s*|\s+(?:and/or|or|and)\s+)(?:the\s+)?((?:[\w/’'-]+\s*){1,4})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CancerMention:
    """A cancer with its place; ``narrowed`` holds the unread words before it that may make it another disease."""

    start: int
    end: int
    text: str
    entity_ids: tuple[str, ...]
    narrowed: str = ""
    composed: bool = False


@lru_cache(maxsize=1)
def cancer_words() -> dict[str, Any]:
    """Read the words of cancer names once."""
    rules: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "cancer_words.yaml").read_text("utf-8"))
    rules["harmless"] = frozenset(str(word) for word in rules["harmless"])
    return rules


def is_vague(mention: CancerMention) -> bool:
    """Say whether a mention only describes a cancer named elsewhere."""
    return " ".join(key_of(mention.text)) in cancer_words()["vague"]


def linked_cancer(mention: CancerMention, lexicon: Lexicon, place: tuple[int, int]) -> Linked:
    """Return the cancer of a mention; a shared name keeps its readings."""
    if len(mention.entity_ids) > 1:
        return Linked(None, mention.text, mention.text, place, "", mention.entity_ids)
    entity = lexicon.entities[mention.entity_ids[0]]
    return Linked(entity.id, entity.name, mention.text, place, entity.kind)


def read_cancers(
    text: str, lexicon: Lexicon, local: Mapping[str, tuple[str, ...]] | None = None
) -> list[CancerMention]:
    """Return the cancers of a text in order of place, those inside brackets included."""
    open_text = _BRACKETS.sub(lambda match: " " * len(match.group()), text)
    mentions = [_written(text, mention) for mention in lexicon.find(open_text, labels=CANCER, local=local)]
    for bracket in _BRACKETS.finditer(text):
        before = [
            one for one in mentions if one.start < bracket.start() and not text[one.end : bracket.start()].strip()
        ]
        if any(_KINDS_OF.search(text, 0, one.start) for one in before):
            mentions = [one for one in mentions if one not in before]  # the bracket tells which kinds
        elif before:
            continue  # "B-cell acute lymphoblastic leukemia (ALL)": the bracket repeats the name, often wider
        inside = lexicon.find(bracket.group()[1:-1], labels=CANCER, local=local)
        mentions += [_moved(text, mention, bracket.start() + 1) for mention in inside]
    mentions = [mention for mention in mentions if not _OF_A_GENE.match(open_text, mention.end)]
    mentions = [mention for mention in mentions if " ".join(key_of(mention.text)) not in _bare_sites()]
    mentions = [one for mention in mentions for one in _after_another(text, mention, lexicon)]
    mentions = [kind for mention in mentions for kind in _sharing_a_course(text, mention, lexicon)]
    mentions = _of_one_type(open_text, sorted(mentions, key=lambda one: one.start))
    mentions = [_by_histology(text, mention, lexicon) for mention in mentions]
    mentions = [_of_histology(text, mention, lexicon) for mention in mentions]
    found = [_with_narrowing(open_text, mention) for mention in mentions]
    found = [kind for mention in found for kind in _as_subtypes(open_text, text, mention, lexicon)]
    composed: list[CancerMention] = []
    for mention in found:
        composed.extend(_joined(open_text, text, mention, found, lexicon))
    return sorted([*found, *composed], key=lambda one: one.start)


def _after_another(text: str, mention: Mention, lexicon: Lexicon) -> Iterator[Mention]:
    """Read "post-polycythemia vera" as what follows that disease, where the text names it; never as the disease."""
    post = _POST.search(text, max(0, mention.start - 6), mention.start)
    if post is None or "myelofibrosis" in mention.text.lower():
        yield mention if post is None else replace(mention, start=post.start(), text=text[post.start() : mention.end])
    elif "myelofibrosis" in text.lower():
        names = (f"post-{mention.text} myelofibrosis", f"{mention.text} myelofibrosis")
        ids = next((found for name in names if (found := lexicon.look_up(name, labels=CANCER))), ())
        if ids:
            yield replace(mention, entity_ids=ids, start=post.start(), text=text[post.start() : mention.end])


def _sharing_a_course(text: str, mention: Mention, lexicon: Lexicon) -> list[Mention]:
    """Read "acute myeloid and monocytic leukemia" as the two acute kinds."""
    told = _TWO_KINDS.search(text, max(0, mention.start - 60), mention.start)
    if told is None or " ".join(key_of(mention.text)) != "leukemia":
        return [mention]
    kinds = [
        replace(mention, start=start, end=end, text=text[start:end], entity_ids=ids)
        for part, start, end in (("one", told.start(), told.end("one")), ("two", told.start("two"), mention.end))
        if (ids := lexicon.look_up(f"{told['course']} {told[part]} leukemia", labels=CANCER))
    ]
    return kinds if len(kinds) == 2 else [mention]


def _of_one_type(text: str, mentions: list[Mention]) -> list[Mention]:
    """Read "mycosis fungoides-type cutaneous T-cell lymphoma" as the type alone, never as all of its group."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and _TYPE.fullmatch(text, kept[-1].end, mention.start):
            kept[-1] = replace(kept[-1], end=mention.end, text=text[kept[-1].start : mention.end])
        else:
            kept.append(mention)
    return kept


def _by_histology(text: str, mention: Mention, lexicon: Lexicon) -> Mention:
    """Read "lung cancer other than predominantly squamous" as the nonsquamous group, "squamous cell, NSCLC" as that."""
    told = _SQUAMOUS_BEFORE.search(text, max(0, mention.start - 24), mention.start)
    if told is not None:
        kind = "nonsquamous" if told["non"] else "squamous"
        kinds = {lexicon.look_up(f"{kind} {lexicon.name_of(one)}", labels=CANCER) for one in mention.entity_ids}
        if len(kinds) == 1 and all(kinds):
            whole = text[told.start() : mention.end]
            return replace(mention, start=told.start(), text=whole, entity_ids=kinds.pop())
    but = _NOT_SQUAMOUS.match(text, mention.end)
    ids = {lexicon.look_up(f"nonsquamous {lexicon.name_of(one)}", labels=CANCER) for one in mention.entity_ids}
    if but is None or len(ids) != 1 or not all(ids):
        return mention
    return replace(mention, end=but.end(), text=text[mention.start : but.end()], entity_ids=ids.pop())


def _of_histology(text: str, mention: Mention, lexicon: Lexicon) -> Mention:
    """Read "lung cancer of adenocarcinoma histology" as the adenocarcinoma of that site."""
    told = _HISTOLOGY.match(text, mention.end)
    if told is None or len(mention.entity_ids) != 1:
        return mention
    name = lexicon.name_of(mention.entity_ids[0])
    sites = [site for site in cancer_words()["sites"] if site in name.lower().split()]
    for one in (f"{told['kind']} {name}", *(f"{site} {told['kind']}" for site in sites)):
        if ids := lexicon.look_up(one, labels=CANCER):
            return replace(mention, end=told.end(), text=text[mention.start : told.end()], entity_ids=ids)
    return mention


@lru_cache(maxsize=1)
def _bare_sites() -> frozenset[str]:
    sites = cancer_words()["sites"]
    return frozenset(" ".join(key_of(site)) for site in (*sites, *sites.values()))


def _written(text: str, mention: Mention) -> Mention:
    return replace(mention, text=text[mention.start : mention.end])


def _moved(text: str, mention: Mention, by: int) -> Mention:
    start, end = mention.start + by, mention.end + by
    return replace(mention, start=start, end=end, text=text[start:end])


def _with_narrowing(text: str, mention: Mention) -> CancerMention:
    before = re.search(r"[\w’'/+‐‑-]+(?=\s$)", text[: mention.start][-60:])
    unread = ""
    listed = before is not None and mention.text[:1].isupper() and _OTHER_DISEASE.search(before.group()) is not None
    bracketed = mention.start > 0 and text[mention.start].isspace()
    if (
        before
        and not listed
        and not bracketed
        and not _is_harmless(before.group())
        and not _ends_a_marker(text[: mention.start])
    ):
        unread = before.group()
    return CancerMention(mention.start, mention.end, mention.text, mention.entity_ids, unread)


def _ends_a_marker(before: str) -> bool:
    """Say whether the words before a cancer end with a marker in its state ("Philadelphia chromosome-negative")."""
    window = before[-80:].rstrip()
    return any(group.end == len(window) for group in read_biomarkers(window))


def _is_harmless(written: str) -> bool:
    """Say whether a word before a cancer only tells its course, its stage, or a marker in a state."""
    harmless = cancer_words()["harmless"]
    courses = cancer_words()["courses"]
    word = written.lower().replace("‐", "-").replace("‑", "-")
    if word in harmless or all(part in harmless or part in courses for part in re.split(r"[-/]", word) if part):
        return True
    if re.search(r"\d|^[A-Z0-9+]+$", written) or _STAGE.fullmatch(written):
        return True
    first, _, last = word.rpartition("-")
    return bool(first) and last in courses


def _as_subtypes(open_text: str, text: str, mention: CancerMention, lexicon: Lexicon) -> list[CancerMention]:
    """Read "low grade or follicular, CD20-positive, B-cell NHL" as the kinds of lymphoma that its first words name."""
    if not _GROUP.fullmatch(" ".join(mention.text.split())):
        return [mention]
    start = max(0, mention.start - 60)
    phrase = re.search(r"(?:(?!(?:in|of|for|with|to|as)\b)[\w-]+[ ,]+){1,8}$", open_text[start : mention.start])
    kinds: list[CancerMention] = []
    at = start + phrase.start() if phrase else mention.start
    words = [(at + one.start(), at + one.end()) for one in re.finditer(r"[\w-]+", open_text[at : mention.start])]
    first = 0
    while first < len(words):
        for last in range(min(first + 3, len(words)) - 1, first - 1, -1):
            named = open_text[words[first][0] : words[last][1]]
            ids = lexicon.look_up(f"{named} lymphoma", labels=CANCER) if "," not in named else ()
            if ids and not set(ids) & set(mention.entity_ids):
                kinds.append(
                    CancerMention(words[first][0], words[last][1], text[words[first][0] : words[last][1]], ids)
                )
                first = last
                break
        first += 1
    if not kinds:
        return [mention]
    return [*kinds[:-1], replace(kinds[-1], end=mention.end, text=text[kinds[-1].start : mention.end])]


def _joined(
    open_text: str, text: str, mention: CancerMention, found: list[CancerMention], lexicon: Lexicon
) -> Iterator[CancerMention]:
    """Yield the cancers that share the mention's last words, to its left and, after "of the", to its right."""
    written = " ".join(open_text[mention.start : mention.end].split())
    head, of = _head_of(written)
    if not head:
        return
    if of:
        yield from _to_the_right(open_text, text, mention, head, found, lexicon)
    yield from _to_the_left(open_text, text, mention, head, found, lexicon)


def _head_of(written: str) -> tuple[str, bool]:
    """Return the tumour word of a name and whether the site follows it ("carcinoma of the breast")."""
    folded = " ".join(key_of(written))
    for head in cancer_words()["heads"]:
        if folded.startswith(head + " of "):
            return head, True
    for head in cancer_words()["heads"]:
        if folded.endswith(head) and folded != head:
            return head, False
    return "", False


def _to_the_left(
    open_text: str, text: str, mention: CancerMention, head: str, found: list[CancerMention], lexicon: Lexicon
) -> Iterator[CancerMention]:
    edge = mention.start
    while True:
        before = open_text[max(0, edge - 90) : edge]
        match = _JOINED_LEFT.search(before) if before.rstrip().lower().endswith(_JOINTS) else None
        if not match:
            return
        start = max(0, edge - 90) + match.start(1)
        phrase = match.group(1)
        if any(one.start < start + len(phrase) and one.end > start and not one.composed for one in found):
            return
        words = [(part.start(), part.group()) for part in re.finditer(r"\S+", phrase)]
        for at, _ in words:
            ids = _named(phrase[at:], head, lexicon)
            if ids:
                left = start + at
                yield CancerMention(
                    left, start + len(phrase), text[left : start + len(phrase)].strip(), ids, composed=True
                )
                edge = left
                break
        else:
            return


def _to_the_right(
    open_text: str, text: str, mention: CancerMention, head: str, found: list[CancerMention], lexicon: Lexicon
) -> Iterator[CancerMention]:
    edge = mention.end
    while True:
        match = _JOINED_RIGHT.match(open_text, edge)
        if not match:
            return
        start = match.start(1)
        words = [(part.end(), part.group()) for part in re.finditer(r"\S+", match.group(1))]
        for end, _ in reversed(words):
            right = start + end
            if any(one.start < right and one.end > start for one in found):
                continue
            ids = _named(open_text[start:right].rstrip(" ,."), head, lexicon)
            if ids:
                yield CancerMention(start, right, text[start:right].rstrip(" ,."), ids, composed=True)
                edge = right
                break
        else:
            return


def _named(site: str, head: str, lexicon: Lexicon) -> tuple[str, ...]:
    rules = cancer_words()
    site = rules["aliases"].get(" ".join(site.split()), site)
    for word in (head, *rules["alike"].get(head, ())):
        for name in (f"{site} {word}", f"{word} of the {site}"):
            ids = lexicon.look_up(name, labels=CANCER)
            if ids:
                return ids
    return ()
