"""The oracles of the named queries on classes, products, doubts and the release."""

from collections.abc import Iterable, Iterator

from graph.model.graph_rows import Row
from tests.graph.oracle import Walk, answers
from tests.graph.oracle_rows import as_end, is_known


@answers("dealings_of_therapies")
def _(graph: Walk, therapies: list[str], known_at: str) -> Iterator[Row]:
    for therapy in graph.nodes(therapies, "Therapy"):
        for part, role, relation in ((0, "event", "ABOUT"), (1, "coverage", "SEARCHED"), (2, "review", "DOUBTS")):
            for _, _, record in graph.into(therapy, relation):
                is_open = "record_json" in record and record.get("status", "open") == "open"
                if is_open and is_known(record, known_at):
                    row: Row = {"sources_json": "[]", **record, "therapy": therapy["id"], "role": role, "part": part}
                    yield {**row, "day": record["date"] if role == "event" else ""}


@answers("members_of_class")
def _(graph: Walk, therapy: str) -> Iterator[Row]:
    for group in graph.node(therapy, "Therapy"):
        for _, edge, member in graph.out(group, "HAS_MEMBER"):
            yield {**edge, **as_end("member", member)}


@answers("classes_of_therapy")
def _(graph: Walk, therapy: str) -> Iterator[Row]:
    for member in graph.node(therapy, "Therapy"):
        for _, edge, group in graph.into(member, "HAS_MEMBER"):
            yield {**edge, **as_end("class", group)}


@answers("products_of_therapies")
def _(graph: Walk, therapies: list[str]) -> Iterator[Row]:
    for therapy in graph.nodes(therapies, "Therapy"):
        for predicate, _, product in graph.into(therapy, "BRAND_OF", "FORM_OF"):
            yield {**as_end("product", product), "therapy": therapy["id"], "predicate": predicate}


@answers("substances_of_products")
def _(graph: Walk, products: list[str]) -> Iterator[Row]:
    for product in graph.nodes(products, "Therapy"):
        for _, _, therapy in graph.out(product, "BRAND_OF"):
            yield {"product": product["id"], "therapy": therapy["id"]}


@answers("release")
def _(graph: Walk) -> Iterable[Row]:
    return graph.of_label["Release"]
