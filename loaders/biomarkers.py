"""The biomarkers that a reader finds as entities, each with what a curator wrote of its meaning."""

from collections.abc import Iterable

from graph.model import Entity
from loaders.citing.facts import definitions
from nlp.extraction import FoundBiomarker


def biomarker_entities(found: Iterable[FoundBiomarker]) -> list[Entity]:
    """Return one entity for each biomarker found, the same whichever source names it."""
    told = definitions()
    return [Entity(one.id, "Biomarker", "biomarker", one.name, definition=told.get(one.id, "")) for one in found]
