"""Ask a set of records a question: publish it to a folder, read its names, answer from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from answers.assemble import answer
from answers.model import Answer
from answers.narrator import lower_first, plural_of
from graph.model import Records
from graph.projection.publish import publish
from graph.store import GraphStore, open_store
from nlp.questions.names import QuestionNames
from nlp.questions.reader import QuestionReader

TODAY = date(2026, 11, 21)
KNOWLEDGE = Path(__file__).parents[2] / "graph" / "knowledge"


class Teller:
    """An open graph and a reader of questions about it."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        rows = [
            (
                str(row["entity"]),
                str(row["label"]),
                str(row["entity_kind"]),
                str(row["text"]),
                str(row["kind"]),
                bool(row["case_sensitive"]),
            )
            for row in store.run("names")
        ]
        self.names: set[str] = set()
        """Every name of a drug or a disease, as the reading grade leaves it out."""
        for entity in store.run("named_entities"):
            self.names |= {str(entity["name"]), str(entity["plain_name"])}
            if entity["kind"] == "class":
                self.names.add(plural_of(lower_first(str(entity["name"]))))
            named = (str(entity["id"]), str(entity["label"]), str(entity["kind"]))
            rows.append((*named, str(entity["name"]), "preferred", False))
        self.reader = QuestionReader(QuestionNames.build(sorted(set(rows))))

    def ask(self, text: str, **options: Any) -> Answer:
        return answer(text, store=self.store, reader=self.reader, as_of=options.pop("as_of", TODAY), **options)


@contextmanager
def telling(records: Records, folder: Path) -> Iterator[Teller]:
    """Publish records and give somebody to ask."""
    publish(records, folder)
    with open_store(f"embedded:{folder}") as store:
        yield Teller(store)


def sentences(told: Answer) -> dict[str, str]:
    """Return every sentence by its id."""
    return {one.id: one.text for section in told.sections for one in section.sentences}
