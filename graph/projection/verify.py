"""What must hold of a graph before anybody may see it: of its rows, and of the engine that loaded them."""

from collections import defaultdict

from graph.model.graph_rows import EdgeKind, GraphRows, Row
from graph.store import GraphReader

SAMPLE = 5


def check_rows(rows: GraphRows) -> list[str]:
    """Return what is wrong with the tables, whatever the engine."""
    ids = {label: {str(row["id"]) for row in table} for label, table in rows.nodes.items()}
    problems = [
        f"{label}: {len(table) - len(ids[label])} ids stand twice; give each record its own"
        for label, table in rows.nodes.items()
        if len(table) != len(ids[label])
    ]
    everything = sum(map(len, ids.values()))
    if everything != len(set().union(*ids.values())):
        problems.append("nodes of two labels share an id; give each kind its own prefix")
    for kind, table in rows.edges.items():
        held, other = ids.get(kind.start_label, set()), ids.get(kind.end_label, set())
        loose = [row for row in table if row["start"] not in held or row["end"] not in other]
        if loose:
            problems.append(
                f"{kind.type}: {len(loose)} edges end nowhere, such as {loose[0]['start']}; add its records"
            )
    for label, relation in (("Therapy", "SPEAKS_FOR"), ("Cancer", "COVERS_ALL")):
        own = {
            row["start"] for row in rows.edges.get(EdgeKind(relation, label, label), ()) if row["start"] == row["end"]
        }
        if own != ids.get(label, set()):
            problems.append(f"{relation} lacks the {label.lower()} itself for {len(ids.get(label, set()) - own)} nodes")
    for relation in ("SUBJECT", "OBJECT"):
        problems += _check_single_end(rows, relation)
    if len(rows.nodes.get("Release", ())) != 1:
        problems.append("there must be exactly one release")
    return problems


def _check_single_end(rows: GraphRows, relation: str) -> list[str]:
    ends: dict[object, int] = defaultdict(int)
    for kind, table in rows.edges.items():
        if kind.type == relation:
            for row in table:
                ends[row["start"]] += 1
    wrong = [row["id"] for row in rows.nodes.get("Statement", ()) if ends[row["id"]] != 1]
    return [f"{len(wrong)} statements have not exactly one {relation}, such as {wrong[0]}"] if wrong else []


def count_unsupported(rows: GraphRows) -> int:
    """Return how many told statements rest on no held place of a held document."""
    placed = {row["start"] for row in rows.edges.get(EdgeKind("IN", "Evidence", "Document"), ())}
    supported = {
        row["start"]
        for row in rows.edges.get(EdgeKind("SUPPORTED_BY", "Statement", "Evidence"), ())
        if row["end"] in placed
    }
    return sum(
        row["review_status"] in {"accepted", "single_source"} and row["id"] not in supported
        for row in rows.nodes.get("Statement", ())
    )


def check_store(graph: GraphReader, rows: GraphRows) -> list[str]:
    """Return where the engine's answers differ from the rows that it loaded: counts, and a sample of named queries."""
    problems = []
    for label, table in rows.nodes.items():
        held = graph.execute(f"MATCH (n:{label}) RETURN count(n) AS held")[0]["held"]
        if held != len(table):
            problems.append(f"the engine holds {held} {label} nodes of {len(table)}")
    counts: dict[str, int] = defaultdict(int)
    for kind, table in rows.edges.items():
        counts[kind.type] += len(table)
    counted = graph.execute("MATCH ()-[r]->() RETURN type(r) AS relation, count(r) AS held ORDER BY relation")
    found = {str(row["relation"]): row["held"] for row in counted}
    problems += [
        f"the engine holds {found.get(relation, 0)} {relation} edges of {count}"
        for relation, count in sorted(counts.items())
        if found.get(relation, 0) != count
    ]
    return problems + _check_queries(graph, rows)


def _check_queries(graph: GraphReader, rows: GraphRows) -> list[str]:
    problems = []
    if graph.run("release") != [{key: rows.nodes["Release"][0][key] for key in ("version", "records_end")}]:
        problems.append("the engine names another release")
    speaks, covers = EdgeKind("SPEAKS_FOR", "Therapy", "Therapy"), EdgeKind("COVERS_ALL", "Cancer", "Cancer")
    subjects = _ends_by_start(rows, EdgeKind("SUBJECT", "Statement", "Therapy"))
    objects = {row["start"] for kind, table in rows.edges.items() if kind.type == "OBJECT" for row in table}
    uses: dict[object, set[object]] = defaultdict(set)
    for row in rows.nodes.get("Statement", ()):
        current = row["recorded_to"] == "" and row["review_status"] != "rejected" and row["id"] in objects
        if row["predicate"] == "approved_for" and current:
            for therapy in subjects.get(row["id"], ()):
                uses[therapy].add(row["id"])
    reached = _ends_by_start(rows, speaks)
    for therapy in _busiest(reached):
        expected = {use for end in reached[therapy] for use in uses[end]}
        if {row["statement"] for row in graph.run("uses_of_therapy", therapy=therapy)} != expected:
            problems.append(f"uses_of_therapy of {therapy} differs from the rows")
    covered = _ends_by_start(rows, covers)
    problems += [
        f"cancers_covered_by of {cancer} differs from the rows"
        for cancer in _busiest(covered)
        if {row["cancer"] for row in graph.run("cancers_covered_by", cancer=cancer)} != covered[cancer]
    ]
    return problems


def _ends_by_start(rows: GraphRows, kind: EdgeKind) -> dict[object, set[object]]:
    ends: dict[object, set[object]] = defaultdict(set)
    for row in rows.edges.get(kind, ()):
        ends[row["start"]].add(row["end"])
    return ends


def _busiest(ends: dict[object, set[object]]) -> list[object]:
    return sorted(ends, key=lambda start: (-len(ends[start]), str(start)))[:SAMPLE]


def statements_set_aside(rows: GraphRows) -> list[Row]:
    """Return the reviews of statements that name a record nobody holds."""
    return [row for row in rows.nodes.get("Review", ()) if row["reason"] == "names_unknown_record"]
