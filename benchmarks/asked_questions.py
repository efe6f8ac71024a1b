"""Distinct questions of the golden questions' types, about whatever a graph holds."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from graph.store import GraphReader
from nlp.questions.question import Mention
from nlp.questions.readings import canonical

GOLDEN = Path(__file__).parents[1] / "tests" / "answers" / "questions.tsv"
SPOKEN = {
    "declined": "What dose of {therapy} should I take?",
    "emergency": "I have a fever a week after {therapy}",
}
"""Types without a canonical question."""
THINGS = {
    "class_treatments": ("class", "cancer"),
    "kind": ("drug",),
    "comparison": ("drug", "drug"),
    "regimen": ("regimen",),
    "uses": ("drug",),
    "harms": ("drug",),
    "withdrawal": ("drug",),
    "treatments": ("cancer",),
    "newest": ("cancer",),
    "definition": ("cancer",),
    "biomarker": ("biomarker",),
    "declined": ("drug",),
    "emergency": ("drug",),
}
"""What a question of a type is about; a therapy for a cancer where nothing else is said."""
LABELS = {
    "therapy": "Therapy",
    "drug": "Therapy",
    "class": "Therapy",
    "regimen": "Therapy",
    "cancer": "Cancer",
    "biomarker": "Biomarker",
}


def questions(graph: GraphReader, count: int, seed: int = 7) -> list[str]:
    """Return that many distinct questions, their types in the proportions of the golden ones."""
    with GOLDEN.open(encoding="utf-8") as file:
        types = [row["type"] for row in csv.DictReader(file, delimiter="\t")]
    chance, names = random.Random(seed), _names(graph)
    found: dict[str, None] = {}
    for kind in _turns(types):
        if len(found) == count:
            return list(found)
        things = THINGS.get(kind, ("therapy", "cancer"))
        mentions = [Mention("", -1, -1, "", chance.choice(names[one]), LABELS[one], one) for one in things]
        text = canonical(kind, mentions) or SPOKEN[kind].format(therapy=mentions[0].name)
        found.setdefault(text)
    raise AssertionError("the types never end")


def _turns(types: list[str]) -> Iterator[str]:
    while True:
        yield from types


def _names(graph: GraphReader) -> dict[str, list[str]]:
    """Return the names to ask about: drugs with an approval, cancers with options, classes, regimens, biomarkers."""
    ends = "MATCH (s:Statement {predicate: $predicate})-[:%s]->(e:Entity) RETURN DISTINCT e.name AS name ORDER BY name"
    drugs = graph.execute(ends % "SUBJECT", {"predicate": "approved_for"})
    cancers = graph.execute(ends % "OBJECT", {"predicate": "option_for"})
    held = graph.run("named_entities")
    names = {
        "drug": [str(row["name"]) for row in drugs],
        "cancer": [str(row["name"]) for row in cancers],
        "biomarker": [str(row["name"]) for row in held if row["label"] == "Biomarker"],
        **{one: [str(row["name"]) for row in held if row["kind"] == one] for one in ("class", "regimen")},
    }
    # A third of the golden questions about a therapy are about a class, which takes the longest to answer.
    classes = names["class"] * max(1, len(names["drug"]) // (2 * len(names["class"])))
    return {**names, "therapy": names["drug"] + classes}
