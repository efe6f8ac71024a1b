"""Open pages kept as Markdown files with a front matter, one document each."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import frontmatter
import yaml

from graph.model import Document
from graph.model.dates import PartialDateError, parse_partial_date
from loaders.attestation import attested
from loaders.loader import BrokenDocument, SourceDocument
from loaders.markdown.blocks import body_start

_BRAND = re.compile(r"\s*\(PDQ®?\)\s*(?:[–-]\s*NCI)?|\s+[–-]\s+NCI$")


def open_pages(
    folder: Path,
    collection: str,
    kind: str,
    tier: str,
    *,
    chosen: Callable[[str], bool] = lambda _stem: True,
    content_date: Callable[[str], str] = lambda _text: "",
    agency: str = "",
) -> Iterator[SourceDocument | BrokenDocument]:
    """Yield every chosen page of a folder (or the one file), by name.

    ``content_date`` finds the page's own date in its text; else the collection's date holds.
    """
    files = sorted(folder.glob("*.md")) if folder.is_dir() else [folder]
    for file in files:
        if not chosen(file.stem):
            continue
        try:
            content = file.read_bytes()
            text = content.decode("utf-8")
            front = _front_matter(text)
        except (OSError, UnicodeDecodeError) as error:
            yield BrokenDocument(collection, file.name, f"cannot be opened: {error}")
            continue
        missing = [key for key in ("title", "url", "publisher", "licence") if not front.get(key)]
        if missing:
            yield BrokenDocument(collection, file.name, f"its front matter lacks {', '.join(missing)}")
            continue
        date = content_date(text)
        document = Document(
            id=f"doc:{collection}/{file.stem}",
            title=_BRAND.sub("", str(front["title"])).strip(),
            publisher=str(front["publisher"]),
            url=str(front["url"]),
            licence=str(front["licence"]),
            tier=tier,
            kind=kind,
            collection=collection,
            sha256=hashlib.sha256(content).hexdigest(),
            published=date,
            retrieved=_date(front.get("retrieved")),
            attested=date or attested(collection),
            agency=agency,
        )
        fields = {key: str(value) for key, value in front.items() if key}
        yield SourceDocument(document, text, fields, file.name)


def _front_matter(text: str) -> dict[str, object]:
    """Return the front matter; one that is no YAML ("product_number: EU/1 Cartons: 3") is read line by line."""
    try:
        return dict(frontmatter.loads(text).metadata)
    except yaml.YAMLError:
        lines = text[: body_start(text)].splitlines()[1:-1]
        pairs = (line.partition(":") for line in lines)
        return {key.strip(): value.strip().strip('"') for key, colon, value in pairs if colon}


def _date(value: object) -> str:
    try:
        return parse_partial_date(str(value or ""))
    except PartialDateError:
        return ""
