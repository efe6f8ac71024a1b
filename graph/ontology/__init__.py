"""The ontology: what there may be in the graph, how it is said, and which shapes records must have.

The only door to rdflib and pySHACL.

OntologyError                the ontology or the shapes cannot be read
"""


class OntologyError(ValueError):
    """``graph/ontology.ttl`` or ``graph/shapes.ttl`` is not what it must be. Repair the file named in the message."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        super().__init__(f"{file}: {problem}; repair the file and run the tests of graph/ontology")
