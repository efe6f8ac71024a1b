"""What a person tells about themselves beside the question, joined to its conditions. Kept nowhere, logged nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api import ProfileInvalid
from graph.model.statement import PriorTherapy
from nlp.questions.biomarkers import BiomarkerReader
from nlp.questions.names import QuestionNames
from nlp.questions.question import AskedBiomarker, Constraints, Question
from nlp.questions.reader import QuestionReader
from nlp.questions.words import cut, squash

FIELDS = ("age", "stage", "line", "biomarkers", "prior_therapies", "disease_state", "sex")
SEXES = ("female", "male")
OLDEST, MOST_LINES = 130, 20


def with_profile(
    question: Question, profile: Mapping[str, Any], names: QuestionNames, reader: QuestionReader
) -> Question:
    """Return the question under the profile's conditions too; what the question itself states comes first.

    Raises ProfileInvalid for a field or a word that cannot be used: to leave it out unsaid could mislead.
    """
    unknown = sorted(set(profile) - set(FIELDS))
    if unknown:
        raise ProfileInvalid(f"it has no field {', '.join(unknown)}")
    asked = question.constraints
    joined = replace(
        asked,
        age=asked.age if asked.age is not None else _number(profile, "age", OLDEST),
        line=asked.line if asked.line is not None else _line(profile),
        stage=asked.stage or _read(profile, "stage", reader),
        disease_state=tuple(dict.fromkeys((*asked.disease_state, *_read(profile, "disease_state", reader)))),
        biomarkers=asked.biomarkers or _biomarkers(profile),
        prior_therapies=(*asked.prior_therapies, *_prior(profile, names)),
        sex=asked.sex or _sex(profile),
    )
    return replace(question, constraints=joined)


def _number(profile: Mapping[str, Any], field: str, most: int) -> float | None:
    value = profile.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise ProfileInvalid(f"{field} must be a number from 0 to {most}")
    return float(value)


def _line(profile: Mapping[str, Any]) -> int | None:
    value = _number(profile, "line", MOST_LINES)
    if value is not None and (value != int(value) or value < 1):
        raise ProfileInvalid(f"line must be a whole number from 1 to {MOST_LINES}")
    return None if value is None else int(value)


def _texts(profile: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = profile.get(field) or ()
    texts = (value,) if isinstance(value, str) else value
    if not isinstance(texts, list | tuple) or not all(isinstance(one, str) and one.strip() for one in texts):
        raise ProfileInvalid(f"{field} must be a text or a list of texts")
    return tuple(texts)


def _read(profile: Mapping[str, Any], field: str, reader: QuestionReader) -> tuple[str, ...]:
    """Read words as a question's own would be read, so that both mean the same."""
    found: list[str] = []
    for text in _texts(profile, field):
        said = f"stage {text}" if field == "stage" and not text.lower().startswith("stage") else text
        read = _conditions(field, said, reader) or _conditions(field, text, reader)
        if not read:
            raise ProfileInvalid(f"{field} {text[:40]!r} is not understood")
        found.extend(read)
    return tuple(dict.fromkeys(found))


def _conditions(field: str, text: str, reader: QuestionReader) -> tuple[str, ...]:
    read: Constraints = reader.read(text).constraints
    return read.stage if field == "stage" else read.disease_state


def _biomarkers(profile: Mapping[str, Any]) -> tuple[AskedBiomarker, ...]:
    found: list[AskedBiomarker] = []
    for text in _texts(profile, "biomarkers"):
        read = BiomarkerReader().read(text, cut(text), [])
        if not read:
            raise ProfileInvalid(f"biomarkers {text[:40]!r} is not understood")
        found.extend(replace(one, start=-1, end=-1) for one in read)
    return tuple(found)


def _prior(profile: Mapping[str, Any], names: QuestionNames) -> tuple[PriorTherapy, ...]:
    found = []
    for text in _texts(profile, "prior_therapies"):
        held = [entity for entity in names.find(squash(text)) if entity.label == "Therapy"]
        if not held:
            raise ProfileInvalid(f"prior_therapies {text[:40]!r} is no therapy that is held")
        found.append(PriorTherapy(held[0].id, "received", text=held[0].name))
    return tuple(found)


def _sex(profile: Mapping[str, Any]) -> str:
    value = profile.get("sex") or ""
    if value and value not in SEXES:
        raise ProfileInvalid(f"sex must be {' or '.join(SEXES)}")
    return str(value)
