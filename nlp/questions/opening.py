"""The reader of one graph: its names are folded once per build and kept beside it, then read in milliseconds."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graph.store import GraphReader
from nlp.questions.names import NameFileError, NameRow, QuestionNames
from nlp.questions.reader import QuestionReader

FILE = "question-names.tsv"


def open_reader(graph: GraphReader) -> QuestionReader:
    """Return the reader for a graph. Keep it as long as the graph's version stays."""
    return QuestionReader(open_question_names(graph))


def open_question_names(graph: GraphReader) -> QuestionNames:
    """Return the folded names: from the build's folder, else from the graph (and then kept in the folder)."""
    path = graph.folder / FILE if graph.folder else None
    if path is not None and path.is_file():
        try:
            return QuestionNames.load(path)
        except NameFileError:
            path.unlink(missing_ok=True)  # of an older version of this code: made anew below
    names = QuestionNames.build(_names_of(graph))
    if path is not None:
        _keep(names, path)
    return names


def _names_of(graph: GraphReader) -> Iterator[NameRow]:
    for row in graph.run("named_entities"):
        for text, kind in ((row["name"], "preferred"), (row["plain_name"], "lay")):
            if text:
                yield (str(row["id"]), str(row["label"]), str(row["kind"]), str(text), kind, False)
    for row in graph.run("names"):
        yield (
            str(row["entity"]),
            str(row["label"]),
            str(row["entity_kind"]),
            str(row["text"]),
            str(row["kind"]),
            bool(row["case_sensitive"]),
        )


def _keep(names: QuestionNames, path: Path) -> None:
    """Write the file whole or not at all; a folder that cannot be written to only costs time at the next start."""
    try:
        handle, draft = tempfile.mkstemp(prefix=FILE, dir=path.parent)
        os.close(handle)
        names.write(Path(draft))
        Path(draft).replace(path)
    except OSError:
        return
