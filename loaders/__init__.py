"""Loaders: source files become records, each with licence, date, place and hash.

LoadError                    anything that stops a load before a record is written
├── UnknownSourceError       no loader has this name
├── MissingSourceError       a loader's files are not at this path
└── AttestationError         a collection has no date in ``attestation.yaml``
"""


class LoadError(Exception):
    """A load that cannot begin. The message ends with the next step."""


class UnknownSourceError(LoadError):
    """No loader has this name."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.name = name
        self.known = known
        super().__init__(f"no loader is named {name!r}; choose from: {', '.join(known)}")


class MissingSourceError(LoadError):
    """The files of a source are not where they were looked for."""

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self.path = path
        super().__init__(f"{name} finds nothing at {path}; give the corpus folder or the source's own file or folder")


class AttestationError(LoadError):
    """A collection whose date of content nobody wrote down."""

    def __init__(self, collection: str) -> None:
        self.collection = collection
        super().__init__(
            f"collection {collection!r} has no row in loaders/attestation.yaml; add its date and the reason"
        )
