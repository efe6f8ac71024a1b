"""Answer ids: everything that an answer depends on, and no word that a person typed.

An id is URL-safe Base64 of a compressed JSON object: question type, entity ids, biomarkers, dates, agencies, level,
language and the versions of graph and answers. An answer that used age, stage, prior therapy or a profile has no id.
"""

import base64
import binascii
import json
import zlib
from typing import Any

LONGEST = 2000


class AnswerIdError(ValueError):
    """A text that is no answer id. Ask the question again to get a new one."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:40]!r} is no answer id: ask the question again to get a new one")


def encode(parts: dict[str, Any]) -> str:
    """Return the id of an answer; equal parts give equal ids."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return "a-" + base64.urlsafe_b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii").rstrip("=")


def decode(answer_id: str) -> dict[str, Any]:
    """Return the parts of an id. Raises AnswerIdError."""
    if not answer_id.startswith("a-") or len(answer_id) > LONGEST:
        raise AnswerIdError(answer_id)
    body = answer_id[2:]
    try:
        packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(packed, 16 * LONGEST)
        parts = json.loads(text)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise AnswerIdError(answer_id) from error
    if not isinstance(parts, dict) or not isinstance(parts.get("type"), str):
        raise AnswerIdError(answer_id)
    return parts
