"""Every reference resolves: what a record names by id is held."""

from collections.abc import Iterator
from typing import Any

from graph.model.records import Record, Records
from graph.model.review import ReviewItem
from graph.validation.finding import Finding

# By kind: where the ids stand (a dotted path reaches into parts) and the kind they name. '' refers to nothing: whether
# a field may be empty is for other rules to say.
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "documents": (("agency", "entities"),),
    "evidence": (("document_id", "documents"),),
    "entities": (),
    "names": (("entity_id", "entities"), ("document_id", "documents")),
    "edges": (("subject", "entities"), ("object", "entities"), ("evidence_ids", "evidence")),
    "indications": (
        ("agency", "entities"),
        ("therapy_id", "entities"),
        ("brands", "entities"),
        ("document_id", "documents"),
    ),
    "events": (
        ("agency", "entities"),
        ("therapy_id", "entities"),
        ("cancer_id", "entities"),
        ("indication_id", "indications"),
        ("candidates", "indications"),
        ("evidence_ids", "evidence"),
    ),
    "statements": (
        ("subject", "entities"),
        ("object", "entities"),
        ("agency", "entities"),
        ("indication_id", "indications"),
        ("partners", "entities"),
        ("excluded_cancers", "entities"),
        ("requires.biomarker_id", "entities"),
        ("excludes.biomarker_id", "entities"),
        ("after.therapy_id", "entities"),
        ("not_after.therapy_id", "entities"),
        ("evidence_ids", "evidence"),
    ),
    "coverage": (
        ("agency", "entities"),
        ("therapy_id", "entities"),
        ("products.therapy_id", "entities"),
        ("products.document_id", "documents"),
        ("closed_list", "documents"),
        ("evidence_ids", "evidence"),
    ),
    "reviews": (
        ("agency", "entities"),
        ("therapy_id", "entities"),
        ("cancer_id", "entities"),
        ("document_id", "documents"),
    ),
    "reported": (
        ("document_id", "documents"),
        ("agency", "entities"),
        ("therapy_id", "entities"),
        ("brands", "entities"),
        ("cancer_ids", "entities"),
        ("evidence_ids", "evidence"),
        ("statements.subject", "entities"),
        ("statements.object", "entities"),
    ),
}


def unresolved_references(records: Records) -> Iterator[Finding]:
    """Find every id that a record names and nobody holds."""
    for kind, places in REFERENCES.items():
        for record in getattr(records, kind).values():
            for path, target in places:
                held = getattr(records, target)
                for named in values_at(record, path):
                    if named and named not in held and not _is_set_aside_whole(record, path):
                        detail = f"{path} names {named}, which no record of {target} is: load it, or mend the id"
                        yield Finding("every reference resolves", kind, record.id, detail)


def _is_set_aside_whole(record: Record, path: str) -> bool:
    """Tell whether a review names the document that it set aside: that document is not held, and this says so."""
    return isinstance(record, ReviewItem) and path == "document_id" and record.subject_kind == "document"


def values_at(record: Any, path: str) -> Iterator[str]:
    """Yield the texts at a dotted path, through tuples."""
    name, _, rest = path.partition(".")
    value = getattr(record, name)
    for part in value if isinstance(value, tuple) else (value,):
        if rest:
            yield from values_at(part, rest)
        else:
            yield part
