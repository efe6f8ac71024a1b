"""``explainer ask``: one question, or a batch of them in one process."""

import gc
import json as json_form
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import BatchLineInvalid
from api.cli.options import Database, Graph, Json, address, as_json, told_errors, write_json
from api.errors import problem_of
from api.locations import graph_auth, graph_url

if TYPE_CHECKING:
    from api.answering import Answerer

SOME_FAILED = 3
FIELDS = ("as_of", "known_at", "level")


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    batch: Annotated[bool, typer.Option("--batch", help="Read JSON lines from standard input.")] = False,
    as_of: Annotated[str | None, typer.Option(help="The day to ask about, YYYY-MM-DD; today by default.")] = None,
    known_at: Annotated[str | None, typer.Option(help="Use only what we knew at the end of this day.")] = None,
    agency: Annotated[list[str] | None, typer.Option(help="Ask about this agency, such as FDA; may repeat.")] = None,
    level: Annotated[str | None, typer.Option(help="Reading level: plain or standard.")] = None,
    graph: Graph = None,
    database: Database = "",
    json: Json = False,
) -> None:
    """Answer a question from the graph. With --batch, one JSON line in, one answer out."""
    with told_errors(json), _uncollected():
        from api.answering import Answerer

        shared: dict[str, Any] = {"as_of": as_of, "known_at": known_at, "level": level, "agencies": agency or []}
        with Answerer(graph_url(address(graph)), graph_auth(), database) as answerer:
            if batch:
                gc.enable()
                failed = 0
                for line, ended_well in answers_of(sys.stdin, answerer, shared):
                    write_json(line)
                    failed += not ended_well
                raise typer.Exit(SOME_FAILED if failed else 0)
            answer = answerer.answer(question or "", **shared)
        if as_json(json):
            write_json(answer.to_json())
        else:
            from api.cli.answer_text import show_answer

            show_answer(answer)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: a process that answers one question ends before it matters."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def answers_of(
    lines: Iterable[str], answerer: "Answerer", shared: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the answer of each line; a line that cannot be answered yields its problem, and the batch goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked: dict[str, Any] = {}
        try:
            asked = _read_line(line, number)
            options = {**shared, **{key: asked[key] for key in FIELDS if asked.get(key)}}
            options["agencies"] = asked.get("agencies") or shared["agencies"]
            answer = answerer.answer(
                asked["question"], **options, profile=asked.get("profile"), request_id=asked.get("id")
            )
            yield answer.to_json(), True
        except Exception as error:  # noqa: BLE001 - one bad line never ends a batch
            problem = problem_of(error)
            told = str(error) if problem.slug != "unexpected" else f"{type(error).__name__}: {error}"
            yield {"request_id": asked.get("id"), "error": {**problem.as_json(), "detail": told}}, False


def _read_line(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json_form.loads(line)
    except json_form.JSONDecodeError as error:
        raise BatchLineInvalid(number, f"it is no JSON: {error.msg}") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
        raise BatchLineInvalid(number, 'it has no text under "question"')
    kinds = {"id": str, "as_of": str, "known_at": str, "level": str, "agencies": list, "profile": dict}
    for key, kind in kinds.items():
        if asked.get(key) is not None and not isinstance(asked[key], kind):
            if key == "id":
                asked["id"] = str(asked["id"])
                continue
            raise BatchLineInvalid(number, f"{key} is no {kind.__name__}")
    if not all(isinstance(one, str) for one in asked.get("agencies") or []):
        raise BatchLineInvalid(number, "agencies must be texts")
    return asked
