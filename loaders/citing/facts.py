"""Facts that a person wrote down from a document: their form, checked with pydantic, and what they become.

The text of a fact is ours; the document's sentence is kept as its place and hash only.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from graph.model import Entity, Qualifiers, Records, Statement
from graph.model.identifiers import digest
from loaders import LoadError
from loaders.citing.citations import Citations
from loaders.vocabularies.tables import CURATED

LABEL_OF = {"step": "MechanismStep", "barrier": "Barrier", "strategy": "Strategy", "ae": "AdverseEffect"}
Predicate = Literal[
    "has_mechanism_step", "has_barrier", "addresses", "causes", "no_benefit_shown", "defines", "targets"
]


class FactError(LoadError):
    """A fact file that does not have the form of facts."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        super().__init__(f"{file}: {problem}; compare with loaders/citing/facts.py and repair the row")


class Place(BaseModel):
    """The quote that a fact rests on: its document, its offsets in the stored text, and its hash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str = Field(pattern=r"^doc:[a-z0-9-]+/[\w.-]+$")
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Fact(BaseModel):
    """One row. ``name`` and ``text`` describe the step, barrier or strategy that the row introduces; a definition's
    text belongs to its object."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    predicate: Predicate
    subject: str
    object: str
    source: Place
    name: str = ""
    plain_name: str = ""
    text: str = ""
    order: int = Field(default=0, ge=0)
    seriousness: Literal["", "serious", "other"] = ""


def read_facts(file: str, text: str) -> list[Fact]:
    """Read one fact file. Raises FactError, which names the first row that is wrong."""
    try:
        return TypeAdapter(list[Fact]).validate_python(yaml.safe_load(text) or [])
    except yaml.YAMLError as error:
        raise FactError(file, f"no YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise FactError(file, f"row {first['loc'][0] if first['loc'] else 0}: {first['msg']}") from error


def add_fact(fact: Fact, citations: Citations, records: Records) -> None:
    """Add a fact's statement, its evidence and what it introduces. Raises CitationError where its quote is not held."""
    place = citations.cite_quote(fact.source.document, fact.source.start, fact.source.end, fact.source.sha256)
    introduced = fact.subject if fact.predicate == "addresses" else fact.object
    label = LABEL_OF.get(introduced.partition(":")[0])
    if label and fact.name:
        kind = label.lower() if label != "MechanismStep" else "step"
        records.add(Entity(introduced, label, kind, fact.name, fact.plain_name, fact.text))
    qualifiers = Qualifiers(order=fact.order, seriousness=fact.seriousness)
    records.add(
        Statement(
            id=f"st:{digest(fact.predicate, fact.subject, fact.object)}",
            predicate=fact.predicate,
            subject=fact.subject,
            object=fact.object,
            qualifiers=qualifiers,
            evidence_ids=(place.id,),
            review_status="accepted",
            rule="curated",
            agent_type="manual_agent",
        )
    )


@cache
def definitions() -> dict[str, str]:
    """Return our own words on each entity that a fact defines or tells of as without shown benefit."""
    told = {}
    for file in fact_files(CURATED / "facts"):
        for fact in read_facts(file.name, file.read_text(encoding="utf-8")):
            if fact.predicate in ("defines", "no_benefit_shown"):
                told[fact.subject] = fact.text
    return told


def seal(citations: Citations, document: str, words: str, under: str = "") -> Place:
    """Return the place of the sentence that holds these words, ready to be written into a row."""
    found = citations.cite(document, words, under)
    return Place(document=document, start=found.start, end=found.end, sha256=found.quote_sha256)


def fact_files(folder: Path) -> list[Path]:
    """Return the fact files of a folder, sorted."""
    return sorted(folder.glob("*.yaml"))
