"""Deterministic identifiers: the same fact gets the same id on every machine, whatever the order of loading."""

import hashlib
import json
import re
import unicodedata


def digest(*parts: object) -> str:
    """Return the first 16 hex digits of a SHA-256 over the parts, each as canonical JSON."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def slug(text: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens ('CAR T-cell therapy' gives 'car-t-cell-therapy')."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def quote_hash(text: str) -> str:
    """Return the SHA-256 of a quote's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
