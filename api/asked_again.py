"""The question behind an answer id: its type, things and options, under its canonical wording."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

import answers.questions
from answers.permalink import AnswerIdError
from graph.store import GraphReader
from nlp.questions.question import AskedBiomarker, Constraints, Mention, Question
from nlp.questions.readings import canonical


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
    wanted = sorted({*ids, *(marker for marker, _ in markers)})
    held = {str(row["id"]): row for row in graph.run("entities", ids=wanted)} if wanted else {}
    if set(wanted) - set(held):
        raise AnswerIdError(answer_id)
    line = parts.get("line")
    if line is not None and (not isinstance(line, int) or not 0 < line < 20):
        raise AnswerIdError(answer_id)
    mentions = tuple(
        Mention("", -1, -1, one, str(held[one]["name"]), str(held[one]["label"]), str(held[one]["kind"])) for one in ids
    )
    asked = tuple(AskedBiomarker(marker, str(held[marker]["name"]), state, "", -1, -1) for marker, state in markers)
    text = canonical(kind, mentions)
    return Question(text, kind, mentions, Constraints(biomarkers=asked, line=line))


def _biomarkers(pairs: Any, answer_id: str) -> list[tuple[str, str]]:
    if not isinstance(pairs, list):
        raise AnswerIdError(answer_id)
    found = []
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(one, str) for one in pair):
            raise AnswerIdError(answer_id)
        found.append((pair[0], pair[1]))
    return found
