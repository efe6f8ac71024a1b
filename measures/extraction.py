"""Measure the reading of label texts against the expert-curated gold; print Markdown for docs/quality.md.

    python measures/extraction.py [--half seen|second|kept|all] [--errors N] [--row ID]

Drugs are parted by a hash of their name: rules are written on one half, then on a quarter; the last quarter is kept.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.model import Edge, Entity, Name
from graph.packaging.knowledge_files import read_knowledge
from nlp.extract import extract_indications
from nlp.extraction import Extraction
from nlp.lexicon import Lexicon
from nlp.linking import Linker

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("EXPLAINER_CORPUS", ROOT.parent / "shared" / "corpus"))
CONVENTION = yaml.safe_load((Path(__file__).parent / "gold_convention.yaml").read_text("utf-8"))
FACETS = ("therapies", "cancers", "biomarkers")


def packaged_lexicon() -> Lexicon:
    """Build the lexicon from the packaged knowledge."""
    records = [version.record for version in read_knowledge(ROOT / "graph" / "knowledge") if version.record is not None]
    return Lexicon.build(
        (one for one in records if isinstance(one, Entity)),
        (one for one in records if isinstance(one, Name)),
        (one for one in records if isinstance(one, Edge)),
    )


def part_of(drug: str) -> str:
    """Name the part of a drug: seen (half, rules were written on it), second (a quarter, looked at later), kept (the
    quarter whose errors nobody has looked at)."""
    first = re.split(r"[\s/;-]+", drug.lower().strip())[0]
    return ("seen", "second", "seen", "kept")[int(hashlib.sha256(first.encode()).hexdigest(), 16) % 4]


@dataclass(slots=True)
class Score:
    """Counts of one facet."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def row(self) -> str:
        """Return precision, recall and F1 as cells."""
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f}"


@dataclass(slots=True)
class Result:
    """The figures of one set of rows."""

    scores: dict[str, Score] = field(default_factory=lambda: {facet: Score() for facet in FACETS})
    rows: int = 0
    whole: int = 0
    errors: list[tuple[str, str, set[str], set[str]]] = field(default_factory=list)


def gold_sets(row: dict[str, Any]) -> dict[str, set[str]]:
    """Return the gold's therapies, cancers and biomarkers of one indication."""
    statements = row["statements"]
    return {
        "therapies": {therapy.lower() for one in statements for therapy in one["therapies"]},
        "cancers": {one["cancer_id"] for one in statements},
        "biomarkers": {_gold_marker(marker) for one in statements for marker in one["biomarkers"]},
    }


def read_sets(found: Iterable[Extraction]) -> dict[str, set[str]]:
    """Return what was read of one indication: affirmed uses only."""
    sets: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for one in found:
        if one.polarity == "affirmed" and one.modality == "asserted" and one.predicate == "approved_for":
            sets["therapies"] |= {_therapy(therapy.name) for therapy in one.therapies}
            sets["cancers"] |= {cancer.id or f"unlinked:{cancer.text}" for cancer in one.cancers}
            sets["biomarkers"] |= {_told_marker(marker.name, marker.state) for marker in one.biomarkers}
    return sets


def _therapy(name: str) -> str:
    plain = re.sub(r"-[a-z]{4}$", "", name.lower())
    plain = re.sub(r"^(ado|fam)-", "", plain)
    plain = re.sub(
        r" (hydrochloride|mesylate|phosphate|disodium|sodium|ditosylate|maleate|succinate|tosylate|sulfate|"
        r"dimethyl sulfoxide|citrate|tartrate|acetate)( monohydrate| phosphate)?$",
        "",
        plain,
    )
    return str(CONVENTION["therapies"].get(plain, plain))


def _gold_marker(marker: str) -> str:
    return marker.replace("PD-L1 (", "PD-L1 ").replace(") >=", " >=").strip()


def _told_marker(name: str, state: str) -> str:
    name = (
        name.replace(" ≥ ", " >= ")
        .replace(" %", "%")
        .replace("TMB-H (>= 10 mut/Mb)", "TMB-H")
        .replace("TMB-H (≥ 10 mut/Mb)", "TMB-H")
    )
    if state == "absent":
        return f"no {name}"
    return name


def mapped(told: dict[str, set[str]], gold: dict[str, set[str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return both sides in the convention's form: what means the same gets one spelling."""
    return {
        "therapies": _map_therapies(told["therapies"], gold["therapies"]),
        "cancers": _map_by(told["cancers"], gold["cancers"], CONVENTION["cancers"]),
        "biomarkers": _map_markers(told["biomarkers"], gold["biomarkers"]),
    }, gold


def _map_therapies(told: set[str], gold: set[str]) -> set[str]:
    found: set[str] = set()
    for name in told:
        parts = set(name.split(" and "))
        if len(parts) > 1 and name not in gold and parts <= gold:  # a fixed combination stands for its parts
            found |= parts
            continue
        members = next(
            (
                set(CONVENTION["classes"][key]) & gold
                for key in CONVENTION["classes"]
                if key in name and name not in gold
            ),
            set(),
        )
        if name not in gold and members:
            found |= members
        elif name in gold or not any(name.startswith(silent) or silent in name for silent in CONVENTION["silent"]):
            found.add(name)
    return found


def _map_by(told: set[str], gold: set[str], table: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    for name in told:
        same = set(table.get(name, ())) & gold
        found |= same if same and name not in gold else {name} | same
    return found


def _map_markers(told: set[str], gold: set[str]) -> set[str]:
    found: set[str] = set()
    table = CONVENTION["biomarkers"]
    for name in told:
        if name in table and name.startswith("no ") and set(table[name]) & gold:
            found |= set(table[name]) & gold
            continue
        if name.startswith("no "):
            gene = name.removeprefix("no ").split()[0]
            same = {
                marker for marker in gold if marker in (f"Wild type {gene}", f"{gene} negative", f"{gene}-negative")
            }
            found |= same or {name}
            continue
        plain = name.replace(" TC ", " ").replace(" TPS ", " ")
        ic = name.replace(" IC ", " ") + " TIIC" if " IC " in name else ""
        prefix = re.sub(r" ([A-Z]\d+)$", r" p.\1", name)
        if prefix != name and any(marker.startswith(prefix) for marker in gold):  # BRAF V600 for V600E and V600K
            found |= {marker for marker in gold if marker.startswith(prefix)}
            continue
        if name in ("PD-L1 >= 1", "PD-L1 >= 5", "PD-L1 >= 10") and any(
            m.startswith("PD-L1") and m.rstrip("%").endswith(name[6:]) for m in gold
        ):
            found |= {m for m in gold if m.startswith("PD-L1") and m.rstrip("%").endswith(name[6:])}
            continue
        candidates = {name, plain, ic, name.replace(" IC ", " "), *table.get(name, ()), name.replace("-positive", " +"),
                      re.sub(r" ([A-Z]\d+[A-Z])$", r" p.\1", name),
                      re.sub(r"PD-L1 (CPS|TAP)", r"PD-L1 \1", name), name.replace("-", " ", 1)}  # fmt: skip
        if name == "PD-L1-positive":
            candidates |= {marker for marker in gold if marker.startswith("PD-L1")}
        if name == "BCR::ABL1":
            candidates |= {"BCR::ABL1"}
        if name == "TMB-H":
            candidates |= {marker for marker in gold if marker.startswith("TMB-H")}
        same = {marker for marker in gold if marker in candidates}
        found |= same or {name}
    return found


def measure(rows: Iterable[dict[str, Any]], lexicon: Lexicon, linker: Linker, way: str) -> Result:
    """Compare every row that the gold fills; a row without gold statements is no row."""
    result = Result()
    for row in rows:
        if not row["statements"] or (way == "agreed" and row["id"] in CONVENTION["disputed"]):
            continue
        told = read_sets(
            extract_indications(row["text"], therapy=row["drug"], agency=row["agency"], lexicon=lexicon, linker=linker)
        )
        gold = gold_sets(row)
        if way != "strict":
            told, gold = mapped(told, gold)
        result.rows += 1
        whole = True
        for facet in FACETS:
            score = result.scores[facet]
            score.right += len(told[facet] & gold[facet])
            score.wrong += len(told[facet] - gold[facet])
            score.missed += len(gold[facet] - told[facet])
            if told[facet] != gold[facet]:
                whole = False
                result.errors.append((row["id"], facet, told[facet] - gold[facet], gold[facet] - told[facet]))
        result.whole += whole
    return result


def report(name: str, result: Result) -> Iterator[str]:
    """Yield the table of one result."""
    for facet in FACETS:
        yield f"| {name} | {facet} | {result.scores[facet].row()} |"
    yield f"| {name} | all three right | {result.whole}/{result.rows} = {result.whole / max(result.rows, 1):.1%} | | |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("seen", "second", "kept", "all"), default="all")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--row", default="")
    options = parser.parse_args()
    rows = [
        json.loads(line) for line in (CORPUS / "gold-dev" / "label-indications.jsonl").read_text("utf-8").splitlines()
    ]
    lexicon = packaged_lexicon()
    linker = Linker(lexicon, "Cancer")
    if options.row:
        rows = [row for row in rows if options.row in row["id"]]
    parts = ("seen", "second", "kept")
    halves = {part: [row for row in rows if part_of(row["drug"]) == part] for part in parts}
    print("| drugs | what | precision | recall | F1 |\n|---|---|---|---|---|")
    for half in parts:
        if options.half not in (half, "all"):
            continue
        result = Result()
        for way in ("strict", "mapped", "agreed"):
            result = measure(halves[half], lexicon, linker, way)
            print("\n".join(report(f"{half}, {way}", result)))
        if options.errors:
            for identifier, facet, wrong, missed in result.errors[: options.errors]:
                print(f"{identifier} {facet}: wrong {sorted(wrong)} missed {sorted(missed)}", file=sys.stderr)
            causes = Counter(
                f"{facet}: +{sorted(wrong)} -{sorted(missed)}" for _, facet, wrong, missed in result.errors
            )
            for cause, count in causes.most_common(20):
                print(f"{count}  {cause}", file=sys.stderr)


if __name__ == "__main__":
    main()
