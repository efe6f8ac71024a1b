"""Which therapies does a text name? The lexicon's names, and kinds of treatment composed in the text.

"Platinum-based chemotherapy", "an anti-CD38 antibody", "EGFR tyrosine kinase inhibitors": a class stays a class. One
that the graph holds is linked by name; another keeps its words and no id.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import yaml

from nlp.extraction import Linked
from nlp.lexicon import Lexicon, Mention

_OTHER = re.compile(r"^other\s+(?:approved\s+|effective\s+)?", re.IGNORECASE)
_JOINTS = re.compile(r"\s*(?:,|\band\b)\s*")
THERAPY = frozenset({"Therapy"})


@dataclass(frozen=True, slots=True)
class TherapyMention:
    """A therapy with its place; ``entity_ids`` is empty for a kind of treatment that the graph does not hold."""

    start: int
    end: int
    text: str
    entity_ids: tuple[str, ...]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = yaml.safe_load((files("nlp") / "resources" / "therapy_words.yaml").read_text("utf-8"))

    def words(forms: list[str]) -> str:
        alternatives = sorted((re.escape(form).replace(r"\ ", r"[\s-]+") for form in forms), key=len, reverse=True)
        return "|".join(alternatives)

    adjective = r"(?:(?:doublet|combination|systemic|adjuvant|neoadjuvant|induction|induction|first-line|monoclonal) )?"
    regimens = rf"{adjective}(?:{words(rules['regimens'])})\b"
    extension = re.compile(
        rf"(?:[\s-]*(?:{words(rules['based'])}))(?:[\s-]+{regimens})?|[\s-]+{regimens}", re.IGNORECASE
    )
    target = re.compile(
        r"\b(?:anti[-– ]?)?(?:(?:PD|CTLA)-?\(?L?\)?-?\d(?:/PD-L1| or (?:anti-)?PD-L1|/L1)?|PARP|VEGFR?"
        r"|m?TOR|mTOR|BTK|BCL-?2|CDK ?4/6|CD\d+|BCMA|PI3K|"
        r"HER-?2|EGFR|ALK|ROS1|RET|MET|BRAF|MEK|FGFR|FLT3|TRK|NTRK|KRAS|IDH\d?|LHRH|GnRH|JAK|TNF|SSTR|PSMA"
        r"|BCR-ABL|AR(?=[- ]pathway)|androgen receptor(?: \(AR\))?(?:[- ]pathway)?"
        r"|luteini[sz]ing hormone[- ]releasing hormone(?: \(LHRH\))?"
        r"|gonadotrop(?:h)?in[- ]releasing hormone(?: \(GnRH\))?|"
        r"aromatase|topoisomerase(?: I)?|proteasome|tyrosine kinase|kinase)\)?(?:[\s-]*(?:axis|pathway|receptor"
        r"|signaling))?"
        rf"(?:[\s-]*(?:{words(rules['based'])}))?[\s-]+{regimens}"
        r"|\banti[-–](?:PD-?\(?L?\)?-?1|CTLA-?4|VEGF|EGFR|HER2|CD\d+|BCMA|TNF)(?!\w)"
        r"(?:[\s-]*based)?(?:[\s-]+(?:or anti-\w+[\s-]+)?"
        rf"{regimens})?"
    )
    kinds = re.compile(rf"(?<![\w-])(?:{words(rules['kinds'])})(?:s|es)?(?!\w)", re.IGNORECASE)
    return extension, target, kinds


@lru_cache(maxsize=1)
def _other_words() -> dict[str, str]:
    rules = yaml.safe_load((files("nlp") / "resources" / "therapy_words.yaml").read_text("utf-8"))
    return {form: kind for kind, forms in rules["called"].items() for one in forms for form in (one, f"{one}s")}


def read_therapies(
    text: str, lexicon: Lexicon, local: Mapping[str, tuple[str, ...]] | None = None
) -> list[TherapyMention]:
    """Return the therapies of a text in order of place, none inside another."""
    extension, target, kinds = _patterns()
    written = lexicon.find(text, labels=THERAPY, local=local)
    parts = [part for mention in written for part in _written_out(mention, lexicon)]
    named = [_in_its_form(text, mention, lexicon) for mention in parts]
    found = [one if isinstance(one, TherapyMention) else _extended(text, one, lexicon, extension) for one in named]
    composed = [_composed(match, lexicon) for pattern in (target, kinds) for match in pattern.finditer(text)]
    return list(_longest(sorted([*found, *composed], key=lambda one: (one.start, -one.end))))


def _written_out(mention: Mention, lexicon: Lexicon) -> list[Mention]:
    """Read "fluorouracil and leucovorin" as the two drugs, though a regimen is named so."""
    if lexicon.entities[mention.entity_ids[0]].kind != "regimen" or not _JOINTS.search(mention.text):
        return [mention]
    parts: list[Mention] = []
    cuts = [(0, 0), *(joint.span() for joint in _JOINTS.finditer(mention.text)), (len(mention.text),) * 2]
    for (_, begin), (end, _) in itertools.pairwise(cuts):
        ids = lexicon.look_up(mention.text[begin:end], labels=THERAPY)
        start = mention.start + begin
        parts.append(
            replace(mention, start=start, end=mention.start + end, text=mention.text[begin:end], entity_ids=ids)
        )
    return parts if all(part.entity_ids for part in parts) else [mention]


def _longest(mentions: list[TherapyMention]) -> Iterator[TherapyMention]:
    end = -1
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = yaml.safe_load((files("nlp") / "resources" / "therapy_words.yaml").read_text("utf-8"))
    before = "|".join(re.escape(form) for form in sorted(rules["forms_before"], key=len, reverse=True))
    after = "|".join(re.escape(form) for form in sorted(rules["forms_after"], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{before})[\s-]*$", re.IGNORECASE), re.compile(
        rf"[\s-]+\(?(?:{after})(?![\w-])", re.IGNORECASE
    )


def _in_its_form(text: str, mention: Mention, lexicon: Lexicon) -> Mention | TherapyMention:
    """Never read "nab-paclitaxel" or "doxorubicin liposomal" as the plain substance: another form, or none we hold."""
    if lexicon.entities[mention.entity_ids[0]].kind in ("class", "procedure", "regimen", "product"):
        return mention
    before, after = _forms()
    left, right = before.search(text[max(0, mention.start - 40) : mention.start]), after.match(text, mention.end)
    if left is None and right is None:
        return mention
    start = mention.start - len(left.group()) if left else mention.start
    end = right.end() if right else mention.end
    return TherapyMention(start, end, text[start:end], lexicon.look_up(text[start:end], labels=THERAPY))


def _extended(text: str, mention: Mention, lexicon: Lexicon, extension: re.Pattern[str]) -> TherapyMention:
    """Take "-based chemotherapy" and the like into the mention, and link the whole where the graph names it."""
    match = extension.match(text, mention.end)
    if match and not (match.group()[0].isspace() and lexicon.entities[mention.entity_ids[0]].kind != "class"):
        whole = text[mention.start : match.end()]
        ids = lexicon.look_up(whole, labels=THERAPY) or mention.entity_ids
        return TherapyMention(mention.start, match.end(), whole, ids)
    return TherapyMention(mention.start, mention.end, mention.text, mention.entity_ids)


def _composed(match: re.Match[str], lexicon: Lexicon) -> TherapyMention:
    called = _other_words()
    words, start = match.group(), match.start()
    if ")" in words and "(" not in words:  # "(VEGF)-targeted therapy": both of its brackets, or none
        start -= match.string[start - 1 : start] == "("
        words = match.string[start : match.end()]
    long, short = re.sub(r"\s*\([^()]*\)", "", words), re.sub(r"^.*\(([^()]*)\)", r"\1", words)
    plain = _OTHER.sub("", long)
    names = (
        words,
        long,
        short,
        plain if "chemo" in plain.lower() else "",
        called.get(" ".join(plain.lower().split()), ""),
    )
    ids = next((held for name in names if name and (held := lexicon.look_up(name, labels=THERAPY))), ())
    return TherapyMention(start, match.end(), words, ids)


def linked_therapies(mention: TherapyMention, lexicon: Lexicon, place: tuple[int, int]) -> tuple[Linked, ...]:
    """Return what a mention stands for: a brand gives its substances; an ambiguous name keeps all readings."""
    ids: list[str] = []
    for entity_id in mention.entity_ids:
        ids.extend(other for other in lexicon.substance_of.get(entity_id, (entity_id,)) if other not in ids)
    brand = any(entity_id in lexicon.substance_of for entity_id in mention.entity_ids)
    if len(ids) > 1 and not (brand and len(mention.entity_ids) == 1):
        return (Linked(None, mention.text, mention.text, place, "", tuple(ids)),)
    if not ids:
        return (Linked(None, mention.text, mention.text, place, "class"),)
    return tuple(
        Linked(entity_id, lexicon.name_of(entity_id), mention.text, place, lexicon.entities[entity_id].kind)
        for entity_id in ids
    )
