"""The names of the packaged knowledge, folded for questions once per test run."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import graph
from graph.model import Entity, Name
from graph.packaging.knowledge_files import read_knowledge
from nlp.questions.names import NameRow, QuestionNames


@lru_cache(maxsize=1)
def packaged_names() -> QuestionNames:
    """Index every name that is current in ``graph/knowledge``."""
    return QuestionNames.build(_rows())


def _rows() -> Iterator[NameRow]:
    records = [one.record for one in read_knowledge(Path(graph.__file__).parent / "knowledge") if not one.recorded_to]
    entities = {record.id: record for record in records if isinstance(record, Entity)}
    for entity in entities.values():
        for text, kind in ((entity.name, "preferred"), (entity.plain_name, "lay")):
            if text:
                yield (entity.id, entity.label, entity.kind, text, kind, False)
    for record in records:
        if isinstance(record, Name) and record.entity_id in entities:
            entity = entities[record.entity_id]
            yield (entity.id, entity.label, entity.kind, record.text, record.kind, record.case_sensitive)
