"""When was a collection current? One data file answers, with the reason beside each date."""

from functools import cache
from pathlib import Path

import yaml

from graph.model import PartialDate
from graph.model.dates import parse_partial_date
from loaders import AttestationError


@cache
def _dates() -> dict[str, PartialDate]:
    rows = yaml.safe_load(Path(__file__).with_name("attestation.yaml").read_text(encoding="utf-8"))
    return {collection: parse_partial_date(row["attested"]) for collection, row in rows.items()}


def attested(collection: str) -> PartialDate:
    """Return the date at which a collection was current, '' where none may be assumed. Raises AttestationError."""
    try:
        return _dates()[collection]
    except KeyError as error:
        raise AttestationError(collection) from error
