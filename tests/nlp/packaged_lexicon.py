"""The lexicon of the packaged graph, built once per process."""

from functools import lru_cache
from pathlib import Path

import graph
from graph.model import Edge, Entity, Name
from graph.packaging.knowledge_files import read_knowledge
from nlp.lexicon import Lexicon


@lru_cache(maxsize=1)
def packaged_lexicon() -> Lexicon:
    """Build the lexicon from what is known today."""
    versions = read_knowledge(Path(graph.__file__).parent / "knowledge")
    records = [one.record for one in versions if one.record is not None and not one.recorded_to]
    return Lexicon.build(
        (one for one in records if isinstance(one, Entity)),
        (one for one in records if isinstance(one, Name)),
        (one for one in records if isinstance(one, Edge)),
    )
