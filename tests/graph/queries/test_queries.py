"""The rules that keep named queries the same on every engine: heads, parameters, order, and Neo4j's own parser."""

import re

import pytest

from graph.model.graph_rows import GENERAL_LABEL_OF
from graph.named_queries import FOLDER, NamedQuery, parse_query, query_names, read_query
from graph.projection.rows import project
from tests.graph.queries.neo4j_parser import lint
from tests.graph.small_records import small_history, small_records

EXAMPLES = {"text": "", "texts": [""], "integer": 0, "number": 0.5, "boolean": True}
QUERIES = [read_query(name) for name in query_names()]
ROWS = project(small_records(), small_history())

every_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def words_of(query: NamedQuery) -> str:
    """Return a query without its quoted texts."""
    return re.sub(r"'[^']*'", "''", query.text)


@every_query
def test_the_parameters_of_the_head_are_those_of_the_text(query: NamedQuery) -> None:
    assert set(re.findall(r"\$(\w+)", query.text)) == {parameter.name for parameter in query.parameters}


@every_query
def test_the_columns_of_the_head_are_those_of_the_text(query: NamedQuery) -> None:
    for part in query.text.split("UNION ALL"):
        returned = part.rpartition("RETURN")[2]
        aliases = [name.strip("`") for name in re.findall(r"\bAS\s+(`?\w+`?)", returned)]
        assert aliases == [name for name, _ in query.columns]


@every_query
def test_the_order_is_total_and_by_columns(query: NamedQuery) -> None:
    for part in query.text.split("UNION ALL"):
        assert "ORDER BY" in part, "end it with a total ORDER BY"
        keys = [key.strip(" `\n") for key in part.rpartition("ORDER BY")[2].split(",")]
        assert set(keys) <= {name for name, _ in query.columns}


@every_query
def test_what_engines_read_differently_is_not_used(query: NamedQuery) -> None:
    text = words_of(query)
    for pattern, why in {
        r"\bsubstring\b": "write CONTAINS or a property",
        r"\bstartNode\b|\bendNode\b": "name the nodes",
        r"\blabels\(": "return the property label",
        r"\w\[\d": "no list indexing",
        r"\bcollect\(": "its order is not defined",
        r"\*(?!\d*\.\.\d)": "bound a variable length",
        r"\bEXISTS\s*\{(?!\s*MATCH)": "write EXISTS { MATCH … }",
        r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|CALL|FOREACH)\b": "named queries only read",
        r";": "one statement per file",
    }.items():
        assert not re.search(pattern, text), why


@every_query
def test_a_chain_starts_at_a_bound_node(query: NamedQuery) -> None:
    """The engines scan where a pattern is not written from the bound node outwards."""
    counted = {"documents_by_collection", "nodes_by_label", "statements_by_predicate"}
    unbounded = {"names", "named_entities", "release", "told_entities"} | counted
    for part in query.text.split("UNION ALL"):
        first = part.partition("MATCH")[2].lstrip()
        bound = re.match(r"(way = )?\(\w+:\w+ \{id: (\$\w+|wanted)\}\)", first)
        assert bound or query.name in unbounded or first.startswith("(r:Release)")


@every_query
def test_labels_and_edges_are_ones_that_the_projection_makes(query: NamedQuery) -> None:
    labels = {*ROWS.nodes, *GENERAL_LABEL_OF.values()}
    relations = {kind.type for kind in ROWS.edges}
    text = words_of(query)
    used = {name for group in re.findall(r"\[\w*:([\w|]+)", text) for name in group.split("|")}
    assert used <= relations
    assert set(re.findall(r"\(\w*:(\w+)", text)) <= labels
    assert not labels & relations


def test_neo4js_own_parser_reads_every_query() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.cypher")}
    parameters = {parameter.name: EXAMPLES[parameter.type] for query in QUERIES for parameter in query.parameters}
    found = lint({**texts, "a planted mistake": "MATCH (n RETURN n"}, parameters)
    assert found.pop("a planted mistake"), "the parser let a broken query pass: it was not really asked"
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("MATCH (n) RETURN 1 AS one", "must hold a question"),
        ("// What?\n// rows: one\nRETURN 1 AS one", "is no column"),
        ("// What?\n// parameters: id word\n// rows: one integer\nRETURN 1 AS one", "is no parameter"),
    ],
)
def test_a_head_that_lacks_something_says_what(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_query("broken", text)


def test_a_head_is_read() -> None:
    head = "// Who, and\n// when?\n// parameters: id text, limit integer = 5, at text = 'now'\n// rows: one integer\n"
    query = parse_query("sample", head + "RETURN 1 AS one\n")
    assert query.question == "Who, and when?"
    assert query.check({"id": "x"}) == {"id": "x", "limit": 5, "at": "now"}
    assert query.columns == (("one", "integer"),)
    assert query.text == "RETURN 1 AS one"
