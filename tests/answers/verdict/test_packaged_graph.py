"""The cases on the packaged graph: never wrong where it speaks, and it speaks on most.

A case that it cannot decide is told as unknown (or investigational), which is no error. ``case_gaps.tsv`` lists the
cases that it may tell otherwise than the documents, each with its cause: reading, not deciding, went wrong there.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from answers.verdict.reader import VerdictReader
from answers.verdict.status import decide
from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from graph.projection.publish import publish
from graph.store import GraphStore, open_store
from tests.answers.verdict.cases import Case, read_cases

KNOWLEDGE = Path(__file__).parents[3] / "graph" / "knowledge"
GAPS = Path(__file__).parent / "case_gaps.tsv"
ABSTAINS = ("unknown", "investigational")
REACHED = 0.8


@pytest.fixture(scope="module")
def records() -> Records:
    return known(read_knowledge(KNOWLEDGE))


@pytest.fixture(scope="module")
def store(records: Records, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    target = tmp_path_factory.mktemp("packaged") / "graph"
    publish(records, target)
    with open_store(f"embedded:{target}") as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(records: Records) -> dict[tuple[str, str], str]:
    """Return ids by label and name, of the names that mean one thing."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in records.entities.values():
        found[entity.label, _plain(entity.name)].add(entity.id)
    for name in records.names.values():
        entity = records.entities[name.entity_id]
        found[entity.label, _plain(name.text)].add(entity.id)
    return {key: next(iter(held)) for key, held in found.items() if len(held) == 1}


def _plain(name: str) -> str:
    return name.lower().replace("-", " ").replace("lymphoid", "lymphoblastic").strip()


def _key(case: Case) -> tuple[str, str, str, str, str]:
    return (case.therapy, case.cancer, case.agency, case.as_of.isoformat(), case.asked)


def _gaps() -> dict[tuple[str, str, str, str, str], str]:
    with GAPS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(row["cause"] for row in rows)
    return {
        (row["therapy"], row["cancer"], row["agency"], row["as_of"], row["constraints"]): row["told"] for row in rows
    }


def test_the_packaged_graph_is_never_wrong_where_it_speaks(store: GraphStore, ids: dict[tuple[str, str], str]) -> None:
    reader = VerdictReader(store)
    therapies = {name: identifier for (label, name), identifier in ids.items() if label == "Therapy"}
    wrong, right, reached = {}, 0, 0
    for case in read_cases():
        therapy, cancer = ids.get(("Therapy", _plain(case.therapy))), ids.get(("Cancer", _plain(case.cancer)))
        if therapy is None or cancer is None:
            continue
        facts = reader.read(therapy, cancer)
        assert facts is not None
        verdict = decide(facts, f"agency:{case.agency.lower()}", case.as_of, case.request(therapies))
        reached += 1
        if verdict.status in case.statuses:
            right += 1
        elif verdict.status not in ABSTAINS:
            wrong[_key(case)] = verdict.status
    assert wrong == _gaps(), "a gap that has closed leaves the list"
    assert reached >= REACHED * len(read_cases())
    assert right >= REACHED * reached
