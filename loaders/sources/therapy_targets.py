"""What a therapy acts on, from the words of the page that explains it."""

from graph.model import Records
from loaders.citing.citations import Citations
from loaders.citing.table_loader import CitedTableLoader, Row, curated_statement
from loaders.drug_dictionary.definitions import molecules


def _target(row: Row, citations: Citations, records: Records) -> None:
    place = citations.cite(row["document"], row["words"])
    records.add(molecules().entities[row["target"]])
    records.add(curated_statement("targets", row["member"], row["target"], (place.id,)))


LOADER = CitedTableLoader(
    "therapy-targets", "molecules that therapies act on, as their pages explain", {"therapy_targets.tsv": _target}
)
