"""Label texts that we read ourselves before the reader did: where they stand in the corpus, and what they tell.

``annotated/label-uses.tsv`` holds one row per use: the document, a hash of the text, what a person read; no quotes.
Drawn by seed among texts of substances that the label gold lacks, one text per substance. Cells hold names with
semicolons between them; names of cancers and therapies are linked by the same lexicon, so a name that it lacks counts
only where the same words were read. ``annotated/label-no-uses.tsv`` holds the texts that treat no cancer, and why.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Edge, Entity, Name
from graph.packaging.knowledge_files import read_knowledge
from loaders.loader import SourceDocument
from loaders.sources.ema_medicines import INDICATION, EmaMedicinesLoader
from loaders.sources.fda_labels import FdaLabelsLoader
from nlp.cancers import read_cancers
from nlp.extraction import Extraction, Linked
from nlp.lexicon import Lexicon
from nlp.spelling import key_of
from nlp.therapies import linked_therapies, read_therapies

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = Path(__file__).parent / "annotated" / "label-uses.tsv"
WITHOUT_USE = SAMPLE.with_name("label-no-uses.tsv")
PARTS = ("first", "second", "third")
LOOKED_AT = PARTS  # what is measured where no part is named: a new part is kept until all repairs are made


@dataclass(frozen=True, slots=True)
class ReadUse:
    """One use as a person read it; ``cells`` are the row's cells by column, each as its names."""

    cells: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class ReadText:
    """A text of the sample with its uses, if any; ``text`` is '' where the corpus lacks it or it has changed."""

    document: str
    quote: str
    agency: str
    therapy: str
    text: str = ""
    uses: list[ReadUse] = field(default_factory=list)


def packaged_lexicon() -> Lexicon:
    """Build the lexicon from the packaged knowledge."""
    records = [version.record for version in read_knowledge(ROOT / "graph" / "knowledge") if version.record is not None]
    return Lexicon.build(
        (one for one in records if isinstance(one, Entity)),
        (one for one in records if isinstance(one, Name)),
        (one for one in records if isinstance(one, Edge)),
    )


def read_sample(corpus: Path, part: str = "", path: Path = SAMPLE) -> list[ReadText]:
    """Return the texts of a part of the sample ('' for all) that tell a use, with their words from the corpus."""
    texts = _texts(path, part)
    for row in _rows(path, part):
        texts[row["document"]].uses.append(ReadUse({column: _names(cell) for column, cell in row.items()}))
    return _with_words(texts, corpus)


def read_without_use(corpus: Path, part: str = "", path: Path = WITHOUT_USE) -> list[ReadText]:
    """Return the texts of a part of the sample that treat no cancer, with their words from the corpus."""
    return _with_words(_texts(path, part), corpus)


def kept_documents() -> frozenset[str]:
    """Return the documents of parts that nobody should look at yet."""
    held = [row for path in (SAMPLE, WITHOUT_USE) for row in _rows(path, "")]
    return frozenset(row["document"] for row in held if row["sample"] not in LOOKED_AT)


def _rows(path: Path, part: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(rows, delimiter="\t") if part in ("", row["sample"])]


def _texts(path: Path, part: str) -> dict[str, ReadText]:
    return {
        row["document"]: ReadText(row["document"], row["quote"], row["agency"], row["therapy"])
        for row in _rows(path, part)
    }


def _with_words(texts: dict[str, ReadText], corpus: Path) -> list[ReadText]:
    for document, text in _corpus_texts(corpus):
        if document in texts and hashlib.sha256(text.encode()).hexdigest().startswith(texts[document].quote):
            texts[document].text = text
    return list(texts.values())


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def _corpus_texts(corpus: Path) -> Iterator[tuple[str, str]]:
    for loader in (FdaLabelsLoader(), EmaMedicinesLoader()):
        for source in loader.documents(corpus / loader.home):
            if isinstance(source, SourceDocument):
                yield source.document.id, str(source.fields.get(INDICATION) or source.text)


def affirmed(found: Iterable[Extraction]) -> list[Extraction]:
    """Return the approved uses among what was read."""
    return [
        one
        for one in found
        if one.polarity == "affirmed" and one.modality == "asserted" and one.predicate == "approved_for"
    ]


def therapy_keys(names: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Return what names of therapies mean: ids, else folded words."""
    keys: set[str] = set()
    for name in names:
        mentions = read_therapies(name, lexicon)
        whole = [one for one in mentions if one.start == 0 and one.end >= len(name) - 1]
        linked = [key for one in whole for key in map(link_key, linked_therapies(one, lexicon, (-1, -1)))]
        keys |= set(linked) or {folded(name)}
    return keys


def cancer_keys(names: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Return what names of cancers mean: ids, else folded words."""
    keys: set[str] = set()
    for name in names:
        ids = lexicon.look_up(name, labels=frozenset({"Cancer"}))
        ids = ids or tuple(one for mention in read_cancers(name, lexicon) for one in mention.entity_ids)
        keys |= set(ids) or {folded(name)}
    return keys


def link_key(linked: Linked) -> str:
    """Return the id of a linked name, else its folded words."""
    return linked.id or folded(linked.text)


def folded(words: str) -> str:
    """Return words in the form in which two spellings of one name are equal."""
    words = re.sub(r"(?<=\w) regimens?$", "", words)
    return " ".join(key_of(re.sub(r"\b(?:an?|the|any|other|prior|previous|available|certain)\b ?", "", words)))


def marker_keys(one: Extraction) -> set[str]:
    """Return the biomarkers of a use with their state, as the sample writes them."""
    return {
        f"no {marker.name.replace('-negative', '-positive')}" if marker.state in ("absent", "negative") else marker.name
        for marker in one.biomarkers
    }
