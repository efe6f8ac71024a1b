"""Which class a therapy belongs to, which it does not, and which classes exclude each other.

Every row names the document whose words define the therapy; a *no* rests on the definitions of both sides.
"""

from graph.model import Edge, Records
from graph.model.identifiers import digest
from loaders.citing.citations import Citations
from loaders.citing.table_loader import CitedTableLoader, Row, curated_statement

PRIMARY = "primary"


def _member(row: Row, citations: Citations, records: Records) -> None:
    note = PRIMARY if row["primary"] == "yes" else ""
    place = citations.cite(row["document"], row["words"])
    records.add(curated_statement("member_of", row["member"], row["class"], (place.id,), note))


def _parent(row: Row, citations: Citations, records: Records) -> None:
    place = citations.cite(row["document"], row["words"])
    records.add(curated_statement("member_of", row["class"], row["parent"], (place.id,)))


def _not_member(row: Row, citations: Citations, records: Records) -> None:
    own = citations.cite(row["document"], row["words"])
    other = citations.cite(row["class_document"], row["class_words"])
    places = tuple(sorted({own.id, other.id}))
    records.add(curated_statement("not_member_of", row["member"], row["class"], places))


def _disjoint(row: Row, citations: Citations, records: Records) -> None:
    one = citations.cite(row["document"], row["words"])
    other = citations.cite(row["other_document"], row["other_words"])
    subject, target = sorted((row["class"], row["other"]))
    identifier = f"edge:{digest('DISJOINT_WITH', subject, target)}"
    records.add(Edge(identifier, "DISJOINT_WITH", subject, target, tuple(sorted({one.id, other.id}))))


LOADER = CitedTableLoader(
    "therapy-classes",
    "classes of therapies: members, not members, parents, and classes that exclude each other",
    {
        "class_members.tsv": _member,
        "class_parents.tsv": _parent,
        "not_members.tsv": _not_member,
        "disjoint_classes.tsv": _disjoint,
    },
)
