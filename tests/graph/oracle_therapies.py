"""The oracles of the named queries on classes, products, doubts and the release."""

from collections.abc import Iterable, Iterator

from graph.model.graph_rows import Row
from tests.graph.oracle import Walk, answers
from tests.graph.oracle_rows import as_end, is_known


@answers("reviews_of_therapies")
def _(graph: Walk, therapies: list[str], known_at: str) -> Iterator[Row]:
    for therapy in graph.nodes(therapies, "Therapy"):
        for _, _, review in graph.into(therapy, "DOUBTS"):
            if review["status"] == "open" and is_known(review, known_at):
                yield {**review, "review": review["id"], "therapy": therapy["id"]}


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
