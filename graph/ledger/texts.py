"""The document store: the text that was read from each document, compressed; evidence counts its characters."""

import hashlib
import zlib

from sqlalchemy import Connection, Row, insert, select

from graph.ledger import TextDamagedError
from graph.ledger.tables import TEXTS


def add_text(connection: Connection, sha256: str, text: str) -> bool:
    """Keep a text under the hash of its document's bytes; tell whether it was new.

    The same bytes read by a later rule may give another text: it is kept beside the first, and counts from then on.
    """
    encoded = text.encode()
    text_sha256 = hashlib.sha256(encoded).hexdigest()
    newest = _newest(connection, sha256)
    if newest is not None and newest.text_sha256 == text_sha256:
        return False
    compressed = zlib.compress(encoded, level=6)
    connection.execute(insert(TEXTS).values(sha256=sha256, text_sha256=text_sha256, compressed=compressed))
    return True


def find_text(connection: Connection, sha256: str) -> str | None:
    """Return the text last read from the document with that hash, None where none is held. Raises TextDamagedError."""
    newest = _newest(connection, sha256)
    if newest is None:
        return None
    try:
        encoded: bytes = zlib.decompress(newest.compressed)
    except zlib.error as error:
        raise TextDamagedError(sha256) from error
    if hashlib.sha256(encoded).hexdigest() != newest.text_sha256:
        raise TextDamagedError(sha256)
    return encoded.decode()


def _newest(connection: Connection, sha256: str) -> Row[str, bytes] | None:
    query = select(TEXTS.c.text_sha256, TEXTS.c.compressed).where(TEXTS.c.sha256 == sha256)
    return connection.execute(query.order_by(TEXTS.c.row.desc()).limit(1)).first()
