"""A load: broken documents stay apart, order and workers do not matter, twice equals once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.ledger import Ledger
from graph.model import Document, Entity, Name, Qualifiers, Records, ReportedUse, Statement
from loaders import MissingSourceError
from loaders.loader import BrokenDocument, Context, Loader, Reading, SourceDocument, evidence, review_item
from loaders.run import load, load_at, read_all
from loaders.tables import text_hash

DAY = date(2026, 11, 21)


@dataclass
class Lines:
    """A loader of lines: 'cancer' gives a use, '!…' breaks the reader, '?…' could not be opened."""

    lines: list[str]
    name: str = "lines"
    describe: str = "made lines"
    home: str = "lines"
    needs_lexicon: bool = True
    opened: list[str] = field(default_factory=list)

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        for number, line in enumerate(self.lines):
            self.opened.append(line)
            if line.startswith("?"):
                yield BrokenDocument(self.name, f"line {number}", "cannot be opened")
            elif line.startswith("…"):
                raise ValueError("the file ends here")
            else:
                yield SourceDocument(_document(line), line, place=line)

    def read(self, document: SourceDocument, context: Context) -> Reading:
        if document.text.startswith("!"):
            raise KeyError(document.text)
        reading = Reading()
        reading.records.add(document.document)
        if context.lexicon is not None and context.lexicon.look_up(document.text):
            place = evidence(document.document, document.text, 0, len(document.text), "all of it")
            reading.records.add(place)
            reading.records.add(_use(document, place.id))
        else:
            reading.set_aside.append(review_item("cancer_not_linked", "use", "detail", document.document))
        return reading


@dataclass
class Names:
    """A loader of names, which must be read before any text."""

    name: str = "names"
    describe: str = "made names"
    home: str = "names"
    needs_lexicon: bool = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        yield SourceDocument(_document("the names"), "the names")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        reading.records.add(document.document)
        for cancer in ("alphoma", "betoma", "gammoma"):
            reading.records.add(Entity(f"cancer:{cancer}", "Cancer", "type", cancer))
            reading.records.add(Name(f"name:{cancer}", f"cancer:{cancer}", cancer, "preferred"))
        return reading


def _document(text: str) -> Document:
    return Document(
        f"doc:lines/{text}", text, "made", "", "", "institute", "drug_page", "lines", text_hash(text),
        attested="2025-05-16", agency="agency:fda",
    )  # fmt: skip


def _use(document: SourceDocument, place: str) -> ReportedUse:
    reading = Statement(
        "", "approved_for", "ncit:C1", f"cancer:{document.text}", agency="agency:fda", evidence_ids=(place,),
        qualifiers=Qualifiers(purpose="treat", approval_kind="unknown"),
    )  # fmt: skip
    return ReportedUse(
        f"use:{document.text}", document.document.id, 1, "listed", "agency:fda", "ncit:C1", statements=(reading,),
        cancer_ids=(reading.object,), evidence_ids=(place,),
    )  # fmt: skip


def _read(lines: list[str], processes: int = 1, held: Records | None = None) -> Records:
    loaders: dict[str, tuple[Loader, Path]] = {
        "lines": (Lines(lines), Path("lines")),
        "names": (Names(), Path("names")),
    }
    return read_all(loaders, held or Records(), processes=processes).records


def told(records: Records) -> set[str]:
    return {one.object for one in records.statements.values() if one.review_status != "proposed"}


@pytest.mark.parametrize("broken", ["!breaks the reader", "?could not be opened"])
def test_a_broken_document_is_set_aside_and_the_rest_is_read(broken: str) -> None:
    records = _read(["alphoma", broken, "betoma"])
    assert told(records) == {"cancer:alphoma", "cancer:betoma"}
    (item,) = [item for item in records.reviews.values() if item.reason == "broken_document"]
    assert "load lines again" in item.detail


def test_a_source_that_breaks_off_keeps_what_it_gave() -> None:
    records = _read(["alphoma", "…"])
    assert told(records) == {"cancer:alphoma"}
    assert any("broke off" in item.detail for item in records.reviews.values())


def test_names_are_read_before_texts_whatever_the_order_of_sources() -> None:
    assert told(_read(["gammoma"])) == {"cancer:gammoma"}


@given(st.permutations(["alphoma", "betoma", "gammoma", "unknown", "!breaks"]))
def test_the_order_of_documents_does_not_matter(lines: list[str]) -> None:
    assert _read(lines) == _read(sorted(lines))


def test_worker_processes_give_what_one_process_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["alphoma", "betoma", "unknown", "!breaks", "?closed"]
    monkeypatch.setattr("loaders.run.named", lambda name: Lines(lines, name=name))
    assert _read(lines, processes=2) == _read(lines)


@given(st.sets(st.sampled_from(["alphoma", "betoma", "gammoma", "unknown"])))
def test_loading_in_two_steps_equals_loading_at_once(first: set[str]) -> None:
    everything = ["alphoma", "betoma", "gammoma", "unknown"]
    held = _read(sorted(first))
    assert _read(sorted(set(everything) - first), held=held) == _read(everything)


def test_reading_a_document_again_forgets_the_doubts_it_gave_before() -> None:
    """A doubt that a better lexicon settles must not stay in the queue."""
    unread = read_all({"lines": (Lines(["alphoma"]), Path("lines"))}, Records(), processes=1).records
    assert [item.reason for item in unread.reviews.values()] == ["cancer_not_linked"]
    again = _read(["alphoma"], held=unread)
    assert not again.reviews
    assert told(again) == {"cancer:alphoma"}


def test_loading_twice_changes_nothing_in_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lines").mkdir()
    (tmp_path / "names").mkdir()
    sources: dict[str, Loader] = {"lines": Lines(["alphoma", "!breaks"]), "names": Names()}
    monkeypatch.setattr("loaders.run.discover", lambda: sources)
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        first = load(tmp_path, ledger, DAY, processes=1)
        second = load(tmp_path, ledger, DAY, processes=1)
        assert first.ledger["added"] > 0
        assert (second.ledger["added"], second.ledger["superseded"], second.ledger["retracted"]) == (0, 0, 0)
        assert ledger.text(_document("alphoma").sha256) == "alphoma"
    assert first.exit_code == 3
    assert first.as_json()["sources"]["lines"]["set_aside"] == {"broken_document": 1}


def test_a_path_without_any_source_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        with pytest.raises(MissingSourceError):
            load(tmp_path / "nothing", ledger, DAY)
        assert len(ledger.read()) == 0


class StoppedError(Exception):
    """Somebody stops a load."""


@pytest.mark.parametrize("failure", ["nothing there", "stopped"])
def test_a_load_that_fails_leaves_no_ledger_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    folder = tmp_path / "corpus"
    (folder / "lines").mkdir(parents=True)
    sources: dict[str, Loader] = {"lines": Lines(["alphoma"])} if failure == "stopped" else {}
    monkeypatch.setattr("loaders.run.discover", lambda: sources)

    def stop(_name: str, _count: int) -> None:
        raise StoppedError

    with pytest.raises((MissingSourceError, StoppedError)):
        load_at(f"sqlite:///{tmp_path}/ledger.sqlite", folder, DAY, processes=1, advance=stop)
    assert [one.name for one in tmp_path.iterdir()] == ["corpus"]


def test_a_load_that_fails_leaves_the_ledger_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    for name in ("lines", "names"):
        (tmp_path / name).mkdir()
    sources: dict[str, Loader] = {"lines": Lines(["alphoma"]), "names": Names()}
    monkeypatch.setattr("loaders.run.discover", lambda: sources)
    load_at(url, tmp_path, DAY, processes=1)
    with Ledger.open(url) as ledger:
        before = ledger.read()
    with pytest.raises(MissingSourceError):
        load_at(url, tmp_path / "nothing", DAY, processes=1)
    with Ledger.open(url) as ledger:
        assert told(before) == {"cancer:alphoma"}
        assert ledger.read() == before
    assert load_at(url, tmp_path, DAY, processes=1).ledger["unchanged"] == len(before)
