"""The oracles of all named queries; those on classes and products are in ``oracle_therapies.py``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import networkx as nx

from graph.model.graph_rows import GENERAL_LABELS, Row
from tests.graph import oracle_counts, oracle_therapies  # noqa: F401 - they register their oracles
from tests.graph.oracle import Walk, answers
from tests.graph.oracle_rows import TOLD, as_end, ends, is_known, told

ARGUMENTS = ("WITH", "EXCLUDES_CANCER", "REQUIRES", "EXCLUDES", "AFTER", "NOT_AFTER")
NOTHING: dict[str, str | int | bool] = {"state": "", "group": False, "relation": "", "count": 0}


@answers("entity")
def _(graph: Walk, id: str) -> Iterable[Row]:  # noqa: A002 - the query's own name
    return graph.node(id, "Entity")


@answers("entities")
def _(graph: Walk, ids: list[str]) -> Iterable[Row]:
    return graph.nodes(ids, "Entity")


@answers("named_entities")
def _(graph: Walk) -> Iterable[Row]:
    return [row for label in GENERAL_LABELS["Entity"] for row in graph.of_label.get(label, ())]


@answers("told_entities")
def _(graph: Walk) -> Iterable[Row]:
    told = Counter(
        str(entity["id"])
        for statement in graph.of_label.get("Statement", ())
        for _, _, entity in graph.out(statement, "SUBJECT", "OBJECT", "REQUIRES")
    )
    return [{"id": key, "told": count} for key, count in told.items()]


@answers("names")
def _(graph: Walk) -> Iterator[Row]:
    for name in graph.of_label.get("Name", ()):
        for _, _, entity in graph.out(name, "NAMES"):
            yield {**name, "text": name["name"], "name": name["id"], **_prefixed("entity", entity)}


def _prefixed(prefix: str, entity: Row) -> Row:
    return {
        prefix: entity["id"],
        "label": entity["label"],
        f"{prefix}_kind": entity["kind"],
        f"{prefix}_name": entity["name"],
    }


@answers("names_of_entity")
def _(graph: Walk, id: str) -> Iterator[Row]:  # noqa: A002 - the query's own name
    for entity in graph.node(id, "Entity"):
        for _, _, name in graph.into(entity, "NAMES"):
            yield {**name, "text": name["name"], "name": name["id"]}


@answers("uses_of_therapy")
def _(graph: Walk, therapy: str, known_at: str) -> Iterator[Row]:
    for statement, row in reached(graph, therapy, known_at):
        if statement["predicate"] == "approved_for":
            yield row


@answers("statements_for_verdict")
def _(graph: Walk, therapies: list[str], known_at: str) -> Iterator[Row]:
    for therapy in sorted(set(therapies)):
        for statement, row in reached(graph, therapy, known_at):
            if statement["predicate"] == "approved_for":
                (named,) = graph.node(str(row["object"]), "Entity")
                covers = bool([1 for _, edge, _ in graph.out(named, "COVERS_ALL") if edge["depth"]])
                yield {**row, "therapy": therapy, "object_covers": covers}


def reached(graph: Walk, therapy: str, known_at: str) -> Iterator[tuple[Row, Row]]:
    """Yield each statement that a roll-up reaches, rejected ones aside, and its row with the way that led there."""
    for start in graph.node(therapy, "Therapy"):
        for _, way, via in graph.out(start, "SPEAKS_FOR"):
            for _, _, statement in graph.into(via, "SUBJECT"):
                if statement["review_status"] == "rejected" or not is_known(statement, known_at):
                    continue
                brands = [str(one["brands_json"]) for _, _, one in graph.out(statement, "READING_OF")] or ["[]"]
                alone = statement["agency"] != "" and statement["agency"] in str(way["one_brand_at"]).split("|")
                for row in ends(graph, statement):
                    for named in brands:
                        speaks = way["brand"] == "" or alone or f'"{way["brand"]}"' in named
                        told_so: Row = {"one_brand": alone, "speaks": speaks, "brands_json": named}
                        yield statement, {**row, **way, **as_end("via", via), **told_so}


@answers("told_of_therapies")
def _(graph: Walk, therapies: list[str], whole: list[str], predicates: list[str], known_at: str) -> Iterator[Row]:
    for therapy in graph.nodes(therapies, "Therapy"):
        for row in told(graph, therapy, "SUBJECT", predicates, known_at):
            if therapy["id"] in whole or row["seriousness"] == "boxed_warning":
                yield {**row, "asked": therapy["id"], "depth": 0, "part": 0}
    for therapy in graph.nodes(whole, "Therapy"):
        for _, edge, group in graph.into(therapy, "HAS_MEMBER"):
            for row in told(graph, group, "SUBJECT", predicates, known_at):
                yield {**row, "asked": therapy["id"], "depth": edge["depth"], "part": 1}
        for row in _strategies(graph, therapy, known_at):
            yield {**row, "asked": therapy["id"], "depth": 0, "part": 2}


def _strategies(graph: Walk, therapy: Row, known_at: str) -> Iterator[Row]:
    """Yield what is tried against the barriers of a therapy, each row once."""
    barriers = {
        str(barrier["id"]): barrier
        for _, _, hurdle in graph.into(therapy, "SUBJECT")
        if hurdle["predicate"] == "has_barrier" and hurdle["review_status"] in TOLD
        for _, _, barrier in graph.out(hurdle, "OBJECT")
        if barrier["label"] == "Barrier"
    }
    for barrier in barriers.values():
        for _, _, statement in graph.into(barrier, "OBJECT"):
            if statement["review_status"] in TOLD and is_known(statement, known_at):
                yield from (row for row in ends(graph, statement) if row["subject_label"] == "Strategy")


@answers("names_and_classes")
def _(graph: Walk, ids: list[str]) -> Iterator[Row]:
    plain: Row = {"member": "", "statement": "", "note": ""}
    for entity in graph.nodes(ids, "Entity"):
        yield {**plain, **entity, "part": 0}
    for member in graph.nodes(ids, "Therapy"):
        for _, edge, group in graph.out(member, "MEMBER_OF"):
            said: Row = {"member": member["id"], "statement": edge["statement"], "note": edge["note"]}
            yield {**group, **said, "part": 1}


@answers("scope_of_verdict")
def _(graph: Walk, therapy: str, cancer: str) -> Iterator[Row]:
    def row(part: int, role: str, node: Row, **more: str | int) -> Row:
        found: Row = {"of": "", "detail": "", "member": "", "depth": 0}
        return {**node, **found, **more, "part": part, "role": role}

    broader = _network_of(graph, "BROADER")
    for start in graph.node(therapy, "Therapy"):
        yield row(0, "therapy", start, detail=str(start["properties_json"]))
        for _, way, via in graph.out(start, "SPEAKS_FOR"):
            named = {"of": str(way["route"]), "detail": str(way["brand"]), "member": str(way["member"])}
            yield row(2, "route", via, **named)
        for _, edge, member in graph.out(start, "HAS_MEMBER"):
            yield row(3, "member", member, of=str(edge["statement"]), depth=int(edge["depth"]))
        ends_of_ways = {str(via["id"]): via for _, _, via in graph.out(start, "SPEAKS_FOR")}
        for via in ends_of_ways.values():
            for product in {str(one["id"]): one for _, _, one in graph.into(via, "BRAND_OF")}.values():
                yield row(4, "product", product, of=str(via["id"]))
    for start in graph.node(cancer, "Cancer"):
        yield row(1, "cancer", start)
        for role, part, network in (
            ("covers", 5, _network_of(graph, "COVERS").reverse(copy=False)),
            ("covered", 6, _network_of(graph, "COVERS")),
        ):
            for other in _by_distance(graph, network, start, least=0):
                yield row(part, role, other, depth=int(other["depth"]))
        for role, part, network in (("broader", 7, broader), ("narrower", 8, broader.reverse(copy=False))):
            for other in _by_distance(graph, network, start, least=1):
                yield row(part, role, other)
    release = graph.of_label["Release"][0]
    yield row(9, "release", {**release, "name": release["version"], "kind": ""}, of=str(release["records_end"]))


@answers("uses_of_subjects")
def _(graph: Walk, subjects: list[str], known_at: str) -> Iterator[Row]:
    for therapy in graph.nodes(subjects, "Therapy"):
        for row in told(graph, therapy, "SUBJECT", ["approved_for"], known_at):
            (statement,) = graph.node(str(row["statement"]), "Statement")
            brands = [str(one["brands_json"]) for _, _, one in graph.out(statement, "READING_OF")] or ["[]"]
            for named in brands:
                yield {**row, "brands_json": named}


@answers("statements_requiring")
def _(graph: Walk, biomarkers: list[str], predicates: list[str], known_at: str) -> Iterator[Row]:
    for biomarker in graph.nodes(biomarkers, "Biomarker"):
        needed: dict[tuple[str, str], Row] = {}
        for _, edge, statement in graph.into(biomarker, "REQUIRES"):
            needed[str(statement["id"]), str(edge["state"])] = statement
        for (_, state), statement in needed.items():
            held = str(statement["predicate"]) in predicates and statement["review_status"] in TOLD
            if held and is_known(statement, known_at):
                for row in ends(graph, statement):
                    yield {**row, "biomarker": biomarker["id"], "state": state}


@answers("kind_of_therapy")
def _(graph: Walk, therapy: str, **named: str) -> Iterator[Row]:
    def row(part: int, role: str, node: Row, of: object = "", detail: object = "", depth: object = 0) -> Row:
        return {**node, "part": part, "role": role, "of": str(of), "detail": str(detail), "depth": int(str(depth))}

    for start in graph.node(therapy, "Therapy"):
        yield row(0, "therapy", start, detail=start["definition"])
        for _, edge, group in graph.into(start, "HAS_MEMBER"):
            yield row(2, "held", group, edge["statement"], group["definition"], edge["depth"])
            for part, hop in ((5, graph.out), (6, graph.into)):
                for _, disjoint, other in hop(group, "DISJOINT_WITH"):
                    yield row(part, "apart", group, disjoint["edge"], other["id"])
        for _, _, statement in graph.into(start, "SUBJECT"):
            told_so = statement["review_status"] in TOLD and is_known(statement, "")
            if statement["predicate"] == "not_member_of" and told_so:
                for _, _, group in graph.out(statement, "OBJECT"):
                    yield row(4, "denied", group, statement["id"])
    for start in graph.node(named["class"], "Therapy"):
        yield row(1, "class", start, detail=start["definition"])
        for _, edge, group in graph.into(start, "HAS_MEMBER"):
            yield row(3, "above", group, edge["statement"], depth=edge["depth"])


@answers("scope_of_cancer")
def _(graph: Walk, cancer: str) -> Iterator[Row]:
    broader, covers = _network_of(graph, "BROADER"), _network_of(graph, "COVERS")
    for start in graph.node(cancer, "Cancer"):
        yield {**start, "detail": "", "role": "cancer", "part": 0}
        for part, role, network, least in (
            (1, "covers", covers.reverse(copy=False), 0),
            (2, "covered", covers, 0),
            (3, "broader", broader, 1),
            (4, "narrower", broader.reverse(copy=False), 1),
        ):
            for other in _by_distance(graph, network, start, least):
                yield {**other, "detail": "", "role": role, "part": part}
    release = graph.of_label["Release"][0]
    yield {
        **release,
        "name": release["version"],
        "kind": "",
        "detail": release["records_end"],
        "role": "release",
        "part": 5,
    }


@answers("statements_of_subject")
def _(graph: Walk, subject: str, predicate: str, known_at: str) -> Iterator[Row]:
    for start in graph.node(subject, "Entity"):
        yield from told(graph, start, "SUBJECT", [predicate], known_at)


@answers("statements_of_therapy")
def _(graph: Walk, therapy: str, predicate: str, known_at: str) -> Iterator[Row]:
    for start in graph.node(therapy, "Therapy"):
        for _, way, via in graph.out(start, "SPEAKS_FOR"):
            for row in told(graph, via, "SUBJECT", [predicate], known_at):
                yield {**row, **way, **as_end("via", via)}


@answers("statements_about")
def _(graph: Walk, objects: list[str], predicate: str, known_at: str) -> Iterator[Row]:
    for end in graph.nodes(objects, "Entity"):
        yield from told(graph, end, "OBJECT", [predicate], known_at)


@answers("told_about_objects")
def _(graph: Walk, objects: list[str], predicates: list[str], known_at: str) -> Iterator[Row]:
    for end in graph.nodes(objects, "Entity"):
        yield from told(graph, end, "OBJECT", predicates, known_at)


@answers("statements_by_id")
def _(graph: Walk, statements: list[str]) -> Iterator[Row]:
    for statement in graph.nodes(statements, "Statement"):
        yield from ends(graph, statement)


@answers("arguments_of_statements")
def _(graph: Walk, statements: list[str]) -> Iterator[Row]:
    for statement in graph.nodes(statements, "Statement"):
        for role, edge, target in graph.out(statement, *ARGUMENTS):
            yield {**NOTHING, **edge, **as_end("target", target), "statement": statement["id"], "role": role}


@answers("records_by_id")
def _(graph: Walk, ids: list[str]) -> Iterable[Row]:
    return graph.nodes(ids, "Sourced")


@answers("documents_by_id")
def _(graph: Walk, ids: list[str]) -> Iterable[Row]:
    return graph.nodes(ids, "Document")


@answers("evidence_of")
def _(graph: Walk, statements: list[str]) -> Iterator[Row]:
    for sourced in graph.nodes(statements, "Sourced"):
        for _, _, evidence in graph.out(sourced, "SUPPORTED_BY"):
            for _, _, document in graph.out(evidence, "IN"):
                kept = {key: evidence[key] for key in ("locator", "role", "quote_sha256", "start", "end")}
                yield {
                    **document,
                    **kept,
                    "statement": sourced["id"],
                    "evidence": evidence["id"],
                    "document": document["id"],
                }


def as_event(event: Row, therapy: Row) -> Row:
    return {**event, "event": event["id"], "therapy": therapy["id"], "therapy_name": therapy["name"]}


@answers("events_of_indications")
def _(graph: Walk, ids: list[str], known_at: str) -> Iterator[Row]:
    for indication in graph.nodes(ids, "Indication"):
        for event in {str(one["id"]): one for _, _, one in graph.into(indication, "CHANGES", "CANDIDATE")}.values():
            for _, _, therapy in graph.out(event, "ABOUT"):
                if is_known(event, known_at):
                    yield {**as_event(event, therapy), "indication": indication["id"]}


@answers("events_of_therapies")
def _(graph: Walk, ids: list[str], known_at: str) -> Iterator[Row]:
    for therapy in graph.nodes(ids, "Therapy"):
        for _, _, event in graph.into(therapy, "ABOUT"):
            if "announced" in event and is_known(event, known_at):
                yield as_event(event, therapy)


@answers("coverage_of_therapies")
def _(graph: Walk, therapies: list[str], known_at: str) -> Iterator[Row]:
    for therapy in graph.nodes(therapies, "Therapy"):
        for _, _, coverage in graph.into(therapy, "SEARCHED"):
            if is_known(coverage, known_at):
                row = {
                    **coverage,
                    "coverage": coverage["id"],
                    "therapy": therapy["id"],
                    "therapy_name": therapy["name"],
                }
                lists = list(graph.out(coverage, "LISTS"))
                for _, edge, product in lists:
                    yield {**row, **edge, **as_end("product", product)}
                if not lists:
                    unlisted: Row = {
                        "product": "",
                        "product_name": "",
                        "found": 0,
                        "held": 0,
                        "set_aside": 0,
                        "document_id": "",
                    }
                    yield {**row, **unlisted}


@answers("cancers_covering")
def _(graph: Walk, cancer: str) -> Iterator[Row]:
    covers = _network_of(graph, "COVERS").reverse(copy=False)
    for start in graph.node(cancer, "Cancer"):
        yield from _by_distance(graph, covers, start, least=0)


@answers("cancers_covered_by")
def _(graph: Walk, cancer: str) -> Iterator[Row]:
    for start in graph.node(cancer, "Cancer"):
        yield from _by_distance(graph, _network_of(graph, "COVERS"), start, least=0)


@answers("cancers_broader")
def _(graph: Walk, cancer: str) -> Iterator[Row]:
    for start in graph.node(cancer, "Cancer"):
        yield from _by_distance(graph, _network_of(graph, "BROADER"), start, least=1)


@cache
def _network_of(graph: Walk, relation: str) -> "nx.DiGraph[str]":
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(str(row["id"]) for row in graph.of_label.get("Cancer", ()))
    network.add_edges_from(
        (start, end) for start, end, data in graph.network.edges(data=True) if data["type"] == relation
    )
    return network


def _by_distance(graph: Walk, network: "nx.DiGraph[str]", start: Row, least: int) -> Iterator[Row]:
    for cancer, depth in nx.single_source_shortest_path_length(network, str(start["id"])).items():
        if depth >= least:
            yield {**graph.network.nodes[cancer]["row"], "cancer": cancer, "depth": depth}
