"""Whatever happens to one file, the loaders set it aside or read what is left, and the rest of the folder is read."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.identifiers import quote_hash
from loaders.loader import BrokenDocument, Reading, named
from loaders.run import read_safely
from tests.loaders.vocabulary import made_context
from tests.needs import corpus_folder

FILES = [
    ("nci-pdq", "types-lung-hp-small-cell-lung-treatment-pdq.md"),
    ("nci-pdq-patient", "lung-patient-small-cell-lung-treatment-pdq.md"),
    ("nci-treatment", ""),
    ("nci-drugs", "abvd.md"),
    ("ema-leaflets", "tagrisso.md"),
    ("nci-drug-dictionary", ""),
    ("ctgov", ""),
]


def _file(loader: str, file: str) -> Path:
    folder = corpus_folder() / named(loader).home
    given_file = folder / file
    return given_file if file and given_file.exists() else min(folder.iterdir(), key=lambda one: one.stat().st_size)


@st.composite
def damages(draw: st.DrawFn) -> tuple[str, float, bytes]:
    """A way to damage a file, where in the file, and what is put there."""
    kind = draw(st.sampled_from(["cut", "insert", "empty", "replace", "recode"]))
    return kind, draw(st.floats(0, 1)), draw(st.binary(max_size=12))


def _damaged(content: bytes, kind: str, place: float, junk: bytes) -> bytes:
    at = int(len(content) * place)
    if kind == "recode":
        return content.decode("utf-8").encode("utf-16")
    return {
        "cut": content[:at],
        "insert": content[:at] + junk + content[at:],
        "empty": b"",
        "replace": junk,
    }[kind]


def _read(loader: str, folder: Path) -> dict[str, Reading]:
    """Read a folder and return the readings by document; assert that what is quoted stands in the text."""
    found = {}
    for document in named(loader).documents(folder):
        if isinstance(document, BrokenDocument):
            assert document.reason
            continue
        reading = read_safely(named(loader), document, made_context())
        for place in reading.records.evidence.values():
            if place.start >= 0:
                assert place.quote_sha256 == quote_hash(document.text[place.start : place.end])
        found[document.document.id] = reading
    return found


@pytest.mark.parametrize(("loader", "file"), FILES, ids=[loader for loader, _ in FILES])
@given(damage=damages())
@settings(max_examples=6, deadline=None)
def test_a_damaged_file_never_takes_the_others_with_it(
    loader: str, file: str, damage: tuple[str, float, bytes]
) -> None:
    whole = _file(loader, file)
    content = whole.read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / whole.name).write_bytes(content)
        alone = _read(loader, folder)
        (folder / f"{whole.stem}-damaged{whole.suffix}").write_bytes(_damaged(content, *damage))
        beside = _read(loader, folder)
    assert set(alone) <= set(beside)
    if named(loader).name not in ("ctgov", "nci-drug-dictionary"):  # a damaged copy there may tell the same entry
        assert {one: beside[one] for one in alone} == alone
