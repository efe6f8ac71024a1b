"""One door to answers for the command line, HTTP and the pages: checks what was asked, keeps readers per graph.

On the way of a cold ``explainer ask``: nothing is imported here that ``ask`` does not need.
"""

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Self

from answers import permalink
from answers.assemble import ANSWER_VERSION, answer, answer_question
from answers.model import Answer
from answers.permalink import AnswerIdError
from answers.safety.emergency import screen
from answers.wording.catalogue import LEVELS
from api import AgencyUnknown, AnswerOutdated, DateInvalid, LevelUnknown, QuestionEmpty, QuestionTooLong
from api.asked_again import question_of
from api.profile import with_profile
from api.unchanged import unchanged
from graph.store import GraphReader, GraphStore, open_store
from nlp.questions.names import NameFileError, NameRow, QuestionNames
from nlp.questions.reader import QuestionReader

NAMES_FILE = "questions.txt"
LONGEST_QUESTION = 4000


class Answerer:
    """An open graph and what is needed to answer from it. Safe to share between threads; one for each process."""

    def __init__(self, url: str, auth: tuple[str, str] | None = None, database: str = "") -> None:
        self.store: GraphStore = open_store(url, auth=auth, database=database)
        self._reader: tuple[str, QuestionNames, QuestionReader] | None = None
        self._lock = threading.Lock()

    def answer(
        self,
        text: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        agencies: Sequence[str] = (),
        level: str | None = None,
        profile: Mapping[str, Any] | None = None,
        request_id: str | None = None,
    ) -> Answer:
        """Answer a question. Raises ApiError and GraphError."""
        if not text.strip():
            raise QuestionEmpty
        if len(text) > LONGEST_QUESTION:
            raise QuestionTooLong(len(text), LONGEST_QUESTION)
        day = day_of(as_of) or datetime.now(UTC).date()
        known, asked_level, ids = day_of(known_at), level_of(level), self._agency_ids(agencies)

        def once() -> Answer:
            names, reader = self._reading()
            if not profile:
                return answer(
                    text,
                    store=self.store,
                    reader=reader,
                    as_of=day,
                    known_at=known,
                    agencies=ids,
                    level=asked_level,
                    request_id=request_id,
                )
            told = answer_question(
                with_profile(reader.read(text), profile, names, reader),
                store=self.store,
                as_of=day,
                known_at=known,
                agencies=ids,
                level=asked_level,
                request_id=request_id,
                emergency=screen(text),
            )
            return replace(told, id=None)

        return unchanged(once)

    def again(self, answer_id: str) -> Answer:
        """Give the answer of a permalink, under a canonical question. Raises AnswerIdError, AnswerOutdated."""
        answer, renewed = self.again_or_anew(answer_id)
        if renewed:
            parts = permalink.decode(answer_id)
            asked = f"graph {parts.get('graph')}, program {parts.get('answer')}"
            raise AnswerOutdated(asked, f"graph {answer.graph_version}, program {ANSWER_VERSION}")
        return answer

    def again_or_anew(self, answer_id: str) -> tuple[Answer, bool]:
        """Give the answer of a permalink, and whether it had to be answered anew because the graph is another now."""
        return unchanged(lambda: self._again_or_anew(answer_id))

    def _again_or_anew(self, answer_id: str) -> tuple[Answer, bool]:
        parts = permalink.decode(answer_id)
        with self.store.snapshot() as graph:
            question = question_of(parts, graph, answer_id)
        try:
            day, known = day_of(str(parts.get("as_of") or "")), day_of(str(parts.get("known_at") or ""))
            level = level_of(str(parts.get("level") or ""))
        except (DateInvalid, LevelUnknown) as error:
            raise AnswerIdError(answer_id) from error
        agencies = parts.get("agencies") or []
        if not isinstance(agencies, list) or not all(isinstance(one, str) for one in agencies):
            raise AnswerIdError(answer_id)
        answer = answer_question(
            question,
            store=self.store,
            as_of=day or datetime.now(UTC).date(),
            known_at=known,
            agencies=self._agency_ids(agencies),
            level=level,
        )
        return answer, (parts.get("graph"), parts.get("answer")) != (answer.graph_version, ANSWER_VERSION)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _reading(self) -> tuple[QuestionNames, QuestionReader]:
        """Return names and reader of the graph that is served now; read anew when another is published."""
        folder = self.store.folder
        version = folder.name if folder else self.store.version
        with self._lock:
            if self._reader is None or self._reader[0] != version:
                names = question_names(self.store)
                self._reader = (version, names, QuestionReader(names))
            return self._reader[1:]

    def _agency_ids(self, names: Sequence[str]) -> tuple[str, ...]:
        wanted = [f"agency:{name.strip().lower().removeprefix('agency:')}" for name in names]
        if not wanted:
            return ()
        held = {
            str(row["id"]) for row in self.store.run("entities", ids=sorted(set(wanted))) if row["label"] == "Agency"
        }
        for name, one in zip(names, wanted, strict=True):
            if one not in held:
                raise AgencyUnknown(name, agencies_held(self.store))
        return tuple(dict.fromkeys(wanted))


def agencies_held(graph: GraphReader) -> list[str]:
    """Return the short names of the agencies, as they may be asked for."""
    return sorted(str(row["name"]) for row in graph.run("named_entities") if row["label"] == "Agency")


def question_names(graph: GraphReader) -> QuestionNames:
    """Return the names that a question may use: from the file beside the graph, else from the graph itself."""
    folder = graph.folder
    if folder and (folder / NAMES_FILE).is_file():
        with suppress(NameFileError):
            return QuestionNames.load(folder / NAMES_FILE)
    return QuestionNames.build(_name_rows(graph))


def write_question_names(graph: GraphReader) -> None:
    """Write the names beside a graph that has a folder, so that the next process reads them in milliseconds."""
    if graph.folder:
        fresh = graph.folder / f"{NAMES_FILE}.new"
        QuestionNames.build(_name_rows(graph)).write(fresh)
        fresh.replace(graph.folder / NAMES_FILE)


def _name_rows(graph: GraphReader) -> list[NameRow]:
    rows: list[NameRow] = []
    for row in graph.run("named_entities"):
        identity = (str(row["id"]), str(row["label"]), str(row["kind"]))
        rows.append((*identity, str(row["name"]), "preferred", False))
        if row["plain_name"]:
            rows.append((*identity, str(row["plain_name"]), "lay", False))
    for row in graph.run("names"):
        identity = (str(row["entity"]), str(row["label"]), str(row["entity_kind"]))
        rows.append((*identity, str(row["text"]), str(row["kind"]), bool(row["case_sensitive"])))
    return rows


def day_of(text: str | None) -> date | None:
    """Read a full day, None where none is given. Raises DateInvalid."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise DateInvalid(text) from error
    if not 1950 <= day.year <= 2100 or text != day.isoformat():
        raise DateInvalid(text)
    return day


def level_of(text: str | None) -> str:
    """Check a reading level; plain where none is given. Raises LevelUnknown."""
    if text and text not in LEVELS:
        raise LevelUnknown(text, LEVELS)
    return text or LEVELS[0]
