"""Measure names and relations in literature sentences, abbreviations and clinical negation; print Markdown tables.

    python measures/extraction_literature.py

Literature: the CIViCmine training sentences (drugs, cancers, which drug is told for which cancer, and which marker
predicts what of which drug in which cancer; split by a hash of the sentence's number into a half that rules were tuned
on and a half whose errors were not looked at). Abbreviations: half of the Ab3P abstracts. Negation: the
NegEx sentences, ours beside ConText and NegEx where their environment is there (``make comparison``).
"""

import csv
import hashlib
import itertools
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

from measures.extraction import CORPUS, Score, packaged_lexicon
from measures.extraction_assertion import Place, tools_told
from nlp.abbreviations import find_abbreviations, local_abbreviations
from nlp.assertion.relation import assert_relation
from nlp.cancers import read_cancers
from nlp.extract import extract_indications, extract_predictions
from nlp.lexicon import Lexicon
from nlp.relations.predictive_markers import read_markers
from nlp.therapies import read_therapies

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence: places by type, the (drug, cancer) pairs and the (gene, drug, cancer) triples it tells.

    ``triples`` are keyed by their words: a sentence that names a drug twice tells it once. Each is held as the places
    that fit it, a gene's own and those of the variants that belong to it.
    """

    text: str
    tuned: bool
    places: dict[str, set[Span]]
    pairs: set[tuple[Span, Span]]
    triples: dict[tuple[str, ...], list[tuple[tuple[Span, ...], Span, Span]]]


def read_civicmine() -> Iterator[Sentence]:
    """Yield the annotated sentences."""
    files: dict[str, dict[str, str]] = {}
    with tarfile.open(CORPUS / "gold-dev" / "civicmine-training.tar.gz") as archive:
        for member in archive:
            stem, _, kind = member.name.rpartition(".")
            content = archive.extractfile(member)
            if content is not None and kind in ("txt", "a1", "a2"):
                files.setdefault(stem, {})[kind] = content.read().decode("utf-8")
    for stem in sorted(files):
        held, text = files[stem], files[stem]["txt"]
        named: dict[str, tuple[str, Span]] = {}
        for line in held["a1"].splitlines():
            name, rest, _ = line.split("\t")
            kind, start, end = rest.split()[:3]
            named[name] = (kind, (int(start), int(end)))
        places: dict[str, set[Span]] = {}
        for kind, span in named.values():
            places.setdefault(kind, set()).add(span)
        relations = [(line.split("\t")[1].split()[0], _arguments(line)) for line in held["a2"].splitlines()]
        told = [
            tuple(named[one[kind]][1] for kind in ("gene", "drug", "cancer"))
            for relation, one in relations
            if relation == "Predictive" and len(one) == 3
        ]
        variants: dict[Span, list[Span]] = {}
        for relation, one in relations:
            if relation == "AssociatedVariant":
                variants.setdefault(named[one["gene"]][1], []).append(named[one["variant"]][1])
        triples: dict[tuple[str, ...], list[tuple[tuple[Span, ...], Span, Span]]] = {}
        for gene, drug, cancer in told:
            words = tuple(text[start:end].lower() for start, end in (gene, drug, cancer))
            triples.setdefault(words, []).append(((gene, *variants.get(gene, ())), drug, cancer))
        number = hashlib.sha256(stem.rpartition("/")[2].encode()).hexdigest()
        yield Sentence(text, int(number, 16) % 2 == 0, places, {(drug, cancer) for _, drug, cancer in told}, triples)


def _arguments(line: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in line.split("\t")[1].split()[1:])


def overlapping(told: set[Span], gold: set[Span]) -> Score:
    """Count places that overlap."""
    right = sum(any(a < d and c < b for c, d in told) for a, b in gold)
    wrong = sum(not any(a < d and c < b for c, d in gold) for a, b in told)
    return Score(right, wrong, len(gold) - right)


def pairs_told(text: str, lexicon: Lexicon) -> set[tuple[Span, Span]]:
    """Return the (therapy, cancer) places of what was read as affirmed, studied, optional or predicted."""
    uses = extract_indications(text, lexicon=lexicon)
    return {
        (therapy.span, cancer.span)
        for one in [*uses, *extract_predictions(text, uses, lexicon)]
        for therapy in one.therapies
        for cancer in one.cancers
        if one.polarity == "affirmed"
    }


def literature(lexicon: Lexicon) -> None:
    """Print the figures on literature sentences."""
    scores = {"drugs": Score(), "cancers": Score(), "drug told for cancer": Score()}
    for sentence in read_civicmine():
        drugs = {(one.start, one.end) for one in read_therapies(sentence.text, lexicon) if one.entity_ids}
        cancers = {(one.start, one.end) for one in read_cancers(sentence.text, lexicon)}
        told = pairs_told(sentence.text, lexicon)
        right = sum(any(_touch(a, c) and _touch(b, d) for c, d in told) for a, b in sentence.pairs)
        wrong = sum(not any(_touch(a, c) and _touch(b, d) for a, b in sentence.pairs) for c, d in told)
        for name, score in (
            ("drugs", overlapping(drugs, sentence.places.get("drug", set()))),
            ("cancers", overlapping(cancers, sentence.places.get("cancer", set()))),
            ("drug told for cancer", Score(right, wrong, len(sentence.pairs) - right)),
        ):
            held = scores[name]
            held.right, held.wrong, held.missed = (
                held.right + score.right, held.wrong + score.wrong, held.missed + score.missed,
            )  # fmt: skip
    print("| literature sentences (600) | precision | recall | F1 |\n|---|---|---|---|")
    for name, score in scores.items():
        print(f"| {name} | {score.row()} |")


def predictions(lexicon: Lexicon) -> None:
    """Print the figures on marker, drug and cancer: by our rules, and where every set of three in a sentence counts."""
    scores: dict[tuple[str, bool], Score] = {}
    for sentence in read_civicmine():
        text = sentence.text
        local = local_abbreviations(text, lexicon)
        uses = extract_indications(text, lexicon=lexicon)
        read = [*uses, *extract_predictions(text, uses, lexicon)]
        ours = {
            (marker.span, therapy.span, cancer.span)
            for one in read
            for marker in one.biomarkers
            for therapy in one.therapies
            for cancer in one.cancers
        }
        therapies = [(one.start, one.end) for one in read_therapies(text, lexicon, local)]
        cancers = [(one.start, one.end) for one in read_cancers(text, lexicon, local)]
        markers = {one[0].span for one in read_markers(text, [*therapies, *cancers])}
        together = set(itertools.product(markers, therapies, cancers))
        for name, told in (("our rules", ours), ("all three in one sentence", together)):
            held = scores.setdefault((name, sentence.tuned), Score())
            found = sum(any(_fits(one, gold) for gold in same for one in told) for same in sentence.triples.values())
            held.right += found
            held.missed += len(sentence.triples) - found
            held.wrong += sum(not any(_fits(one, gold) for same in sentence.triples.values() for gold in same)
                              for one in told)  # fmt: skip
    print("\n| marker, drug and cancer in literature sentences | half | told | precision | recall | F1 |")
    print("|---|---|---|---|---|---|")
    for (name, tuned), score in sorted(scores.items(), key=lambda one: (one[0][0], -one[0][1])):
        print(f"| {name} | {'tuned on' if tuned else 'kept'} | {score.right + score.missed} | {score.row()} |")


def _fits(told: tuple[Span, Span, Span], gold: tuple[tuple[Span, ...], Span, Span]) -> bool:
    places, drug, cancer = gold
    return any(_touch(told[0], place) for place in places) and _touch(told[1], drug) and _touch(told[2], cancer)


def _touch(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def abbreviations() -> None:
    """Print the figures on abbreviations."""
    score = Score()
    for block in (CORPUS / "gold-dev" / "ab3p-first-half.txt").read_text("utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        gold = {tuple(line.strip().split("|")[:2]) for line in lines[1:] if re.match(r"  \S[^|]*\|", line)}
        text = " ".join(line for line in lines[1:] if not re.match(r"  \S[^|]*\|", line))
        told = {(short, long) for short, long in find_abbreviations(text).items()}
        score.right += len(told & gold)
        score.wrong += len(told - gold)
        score.missed += len(gold - told)
    print("\n| abbreviations (Ab3P, half) | precision | recall | F1 |\n|---|---|---|---|")
    print(f"| scispaCy's detector behind our door | {score.row()} |")


def negation() -> None:
    """Print the figures on clinical negation, ours beside the tools' own where their environment is there."""
    with (CORPUS / "gold-dev" / "negex-sentences.txt").open(encoding="utf-8", errors="replace") as rows:
        held = [row for row in csv.DictReader(rows, delimiter="\t") if row["Negation"] in ("Affirmed", "Negated")]
    places = [
        Place(row["Sentence"], max(row["Sentence"].lower().find(row["Concept"].lower()), 0), row["Concept"])
        for row in held
    ]
    told = {"ours (made for approvals)": [assert_relation(one.text, focus=one.start).label for one in places]}
    print("\n| clinical negation (NegEx set) | precision | recall | F1 |\n|---|---|---|---|")
    for tool, labels in {**told, **tools_told(places)}.items():
        score = Score()
        for row, label in zip(held, labels, strict=True):
            negated = row["Negation"] == "Negated"
            score.right += label == "negated" and negated
            score.wrong += label == "negated" and not negated
            score.missed += label != "negated" and negated
        print(f"| {tool} | {score.row()} |")


def main() -> None:
    lexicon = packaged_lexicon()
    literature(lexicon)
    predictions(lexicon)
    abbreviations()
    negation()


if __name__ == "__main__":
    main()
