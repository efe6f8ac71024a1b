"""The question behind an answer id: its type, things and options, under its canonical wording."""

import pkgutil
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import answers.questions
from answers.permalink import AnswerIdError
from graph.store import GraphReader
from nlp.questions.question import AskedBiomarker, Constraints, Mention, Question
from nlp.questions.readings import canonical
from nlp.questions.words import read_table

UNHELD_BIOMARKER = re.compile(r"biomarker:[a-z0-9-]{1,60}")
"""A question may name a biomarker that no statement knows; its id is made from the canonical name alone."""


@cache
def answered_types() -> frozenset[str]:
    """Return the types of question that have an answer, and so may have an id: those with a module."""
    return frozenset(module.name for module in pkgutil.iter_modules(answers.questions.__path__))


def question_of(parts: Mapping[str, Any], graph: GraphReader, answer_id: str) -> Question:
    """Return the question of a decoded id. Raises AnswerIdError where it names a thing that is not held."""
    kind, ids = parts["type"], parts.get("entities")
    if kind not in answered_types() or not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise AnswerIdError(answer_id)
    markers = _biomarkers(parts.get("biomarkers") or [], answer_id)
    wanted = sorted({*ids, *(marker.biomarker_id for marker in markers)})
    held = {str(row["id"]): row for row in graph.run("entities", ids=wanted)} if wanted else {}
    for one in set(wanted) - set(held):
        if not UNHELD_BIOMARKER.fullmatch(one):
            raise AnswerIdError(answer_id)
        name = one.partition(":")[2].replace("-", " ")
        held[one] = {"name": name, "label": "Biomarker", "kind": "biomarker"}
    line = parts.get("line")
    if line is not None and (not isinstance(line, int) or not 0 < line < 20):
        raise AnswerIdError(answer_id)
    mentions = tuple(
        Mention("", -1, -1, one, str(held[one]["name"]), str(held[one]["label"]), str(held[one]["kind"])) for one in ids
    )
    asked = tuple(replace(one, name=str(held[one.biomarker_id]["name"])) for one in markers)
    text = canonical(kind, mentions)
    bodies = parts.get("bodies") or []
    if not isinstance(bodies, list) or not {row[0] for row in read_table("bodies.tsv")}.issuperset(bodies):
        raise AnswerIdError(answer_id)
    return Question(text, kind, mentions, Constraints(biomarkers=asked, line=line, bodies=tuple(bodies)))


def _biomarkers(parts: Any, answer_id: str) -> list[AskedBiomarker]:
    """Read what an id says of biomarkers: id, state, whether a family is meant, and a reported value with its score."""
    found = []
    for part in parts if isinstance(parts, list) else [None]:
        if not isinstance(part, list) or len(part) != 6:
            raise AnswerIdError(answer_id)
        marker, state, group, measure, low, high = part
        texts = all(isinstance(one, str) for one in (marker, state, measure))
        numbers = all(one is None or isinstance(one, int | float) for one in (low, high))
        if not texts or not numbers or not isinstance(group, bool):
            raise AnswerIdError(answer_id)
        found.append(AskedBiomarker(marker, "", state, "", -1, -1, group, measure, low, high))
    return found
