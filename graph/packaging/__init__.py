"""Packaged knowledge: what a fresh machine starts from, as text files that a curator can read as a diff.

KnowledgeError             a knowledge file cannot be read; names file and line
└── KnowledgeMissingError  there are no knowledge files
"""


class KnowledgeError(Exception):
    def __init__(self, place: str, why: str) -> None:
        self.place = place
        super().__init__(f"{place}: {why}; restore the file, or write it anew with `make knowledge`")


class KnowledgeMissingError(KnowledgeError):
    def __init__(self, folder: str) -> None:
        super().__init__(folder, "there are no knowledge files (*.jsonl)")
