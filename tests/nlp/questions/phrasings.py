"""Our own phrasings with what must be understood, and how a reading is judged against them."""

from dataclasses import dataclass
from pathlib import Path

from nlp.questions.names import QuestionNames
from nlp.questions.question import Question
from nlp.questions.words import read_table, squash


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One line of ``phrasings.tsv``. ``kept`` ones are never looked at while patterns are written."""

    kept: bool
    type: str
    entities: tuple[str, ...]
    constraints: tuple[tuple[str, str], ...]
    text: str


def read_phrasings() -> list[Phrasing]:
    """Return the phrasings, tuned on and kept aside."""
    return [_phrasing(row[0] == "kept", row[1:]) for row in read_table("phrasings.tsv", Path(__file__).parent)]


def read_more_phrasings() -> list[Phrasing]:
    """Return further phrasings that were all tuned on."""
    return [_phrasing(False, row) for row in read_table("phrasings_more.tsv", Path(__file__).parent)]


def read_blind_phrasings() -> list[Phrasing]:
    """Return the phrasings that were written before the rules were touched again, and are only counted."""
    return [_phrasing(True, row) for row in read_table("phrasings_blind.tsv", Path(__file__).parent)]


def _phrasing(kept: bool, row: list[str]) -> Phrasing:
    kind, entities, constraints, text = row
    return Phrasing(
        kept,
        kind,
        tuple(part for part in entities.split("; ") if part),
        tuple((part.partition("=")[0], part.partition("=")[2]) for part in constraints.split("; ") if part),
        text,
    )


def type_of(question: Question) -> str:
    """Return the type, with the reason of a decline."""
    return f"declined:{question.reason}" if question.type == "declined" else question.type


def missing_entities(question: Question, phrasing: Phrasing, names: QuestionNames) -> list[str]:
    """Return the expected names that were not understood; one that the graph does not hold must be told as unknown."""
    ids = {mention.id for mention in question.entities}
    ids |= {asked.biomarker_id for asked in question.constraints.biomarkers}
    told = {mention.name.lower() for mention in question.entities}
    told |= {asked.name.lower() for asked in question.constraints.biomarkers}
    missing = []
    for name in phrasing.entities:
        meant = {entity.id for entity in names.find(squash(name))}
        if not (meant & ids or name.lower() in told or (not meant and question.unknown)):
            missing.append(name)
    return missing


def wrong_constraints(question: Question, phrasing: Phrasing) -> list[str]:
    """Return the expected conditions that were not read."""
    constraints = question.constraints
    wrong = []
    for field, value in phrasing.constraints:
        if field == "prior":
            relation = value.partition(":")[2]
            fits = any(prior.relation == relation for prior in constraints.prior_therapies)
        elif field == "premise":
            fits = question.premise is not None and question.premise.claim == value
        elif field in ("age", "line"):
            fits = getattr(constraints, field) == float(value)
        elif field in ("as_of", "since"):
            fits = str(getattr(constraints, field)).startswith(value)
        else:
            held = getattr(constraints, field)
            fits = value == held if isinstance(held, str) else value in held
        if not fits:
            wrong.append(f"{field}={value}")
    return wrong
