"""The tables that records make: deterministic, closed, and never saying more than the records."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Event, Records
from graph.model.graph_rows import EdgeKind, GraphRows
from graph.projection.rows import project
from graph.projection.verify import check_rows, count_unsupported, statements_set_aside
from tests.graph.linked_records import LINKED_RECORDS
from tests.graph.small_records import FDA, small_history, small_records, use


def plain_edges(rows: GraphRows, relation: str) -> set[tuple[object, object]]:
    return {(row["start"], row["end"]) for kind, table in rows.edges.items() if kind.type == relation for row in table}


@given(records=LINKED_RECORDS, shuffler=st.randoms())
def test_the_order_of_records_does_not_matter(records: Records, shuffler: random.Random) -> None:
    shuffled = list(records)
    shuffler.shuffle(shuffled)
    again = Records()
    again.extend(shuffled)
    assert project(again) == project(records)


@given(records=LINKED_RECORDS)
def test_projected_rows_hold_every_invariant(records: Records) -> None:
    assert check_rows(project(records)) == []


@given(records=LINKED_RECORDS, data=st.data())
def test_removing_a_statement_leaves_every_other_fact_as_it_was(records: Records, data: st.DataObject) -> None:
    if not records.statements:
        return
    gone = data.draw(st.sampled_from(sorted(records.statements)))
    before = project(records)
    del records.statements[gone]
    after = project(records)
    kept = {row["id"]: row for row in before.nodes.get("Statement", ()) if row["id"] != gone}
    assert {row["id"]: row for row in after.nodes.get("Statement", ())} == kept
    about = {gone} | {row["id"] for row in before.nodes.get("Review", ()) if row["subject"] == gone}
    for kind, table in before.edges.items():
        if kind.type not in {"SPEAKS_FOR", "HAS_MEMBER"}:
            others = [row for row in table if not about & {row["start"], row.get("statement")}]
            assert after.edges.get(kind, []) == others


def test_values_are_scalars_and_the_rows_of_a_table_have_the_same_keys() -> None:
    rows = project(small_records(), small_history())
    for table in [*rows.nodes.values(), *rows.edges.values()]:
        assert len({tuple(row) for row in table}) == 1
        assert all(type(value) in (str, int, float, bool) for row in table for value in row.values())


def test_a_fact_changes_the_version_and_the_day_of_building_does_not() -> None:
    records = small_records()
    version = project(records).version
    assert project(small_records()).version == version
    records.add(replace(records.events["event:1"], date="2020-03-05"))
    assert project(records).version != version


def test_records_end_with_the_latest_event() -> None:
    records = small_records()
    assert project(records).nodes["Release"][0]["records_end"] == "2026-02"
    records.add(Event("event:late", "opinion", FDA, "ncit:beta", date="2026"))
    assert project(records).nodes["Release"][0]["records_end"] == "2026"
    assert project(Records()).nodes["Release"][0]["records_end"] == ""


def test_a_statement_that_names_an_unknown_biomarker_is_reviewed_and_not_told() -> None:
    records = small_records()
    del records.entities["biomarker:egfr"]
    rows = project(records)
    assert "st:alpha-nsclc" not in {row["id"] for row in rows.nodes["Statement"]}
    (aside,) = statements_set_aside(rows)
    assert (aside["therapy"], aside["cancer"], aside["agency"]) == ("ncit:alpha", "oncotree:NSCLC", FDA)
    assert aside["status"] == "open"
    assert "biomarker:egfr" in str(aside["detail"])
    assert ("ncit:alpha", "oncotree:NSCLC") not in plain_edges(rows, "APPROVED_FOR")


def test_plain_edges_show_what_stands() -> None:
    rows = project(small_records())
    assert ("ncit:alpha", "oncotree:NSCLC") in plain_edges(rows, "APPROVED_FOR")
    assert ("ncit:beta", "group:lung") not in plain_edges(rows, "APPROVED_FOR")  # withdrawn in 2024
    assert ("ncit:alpha", "ae:crs") not in plain_edges(rows, "CAUSES")  # proposed only


def test_a_later_grant_makes_a_withdrawn_use_stand_again() -> None:
    records = small_records()
    records.add(Event("event:again", "granted", FDA, "ncit:beta", "ind:beta-lung", date="2025-06"))
    assert ("ncit:beta", "group:lung") in plain_edges(project(records), "APPROVED_FOR")


def test_a_withdrawn_product_ends_the_uses_that_were_its_alone() -> None:
    records = small_records()
    records.extend(use("both", "ncit:beta", "oncotree:SCLC", brands=("product:betta", "product:betta-two")))
    records.extend(use("its-own", "ncit:beta", "oncotree:LUAD", brands=("product:betta-two",)))
    records.add(Event("event:gone", "product_withdrawn", FDA, "product:betta-two", date="2025-01"))
    standing = plain_edges(project(records), "APPROVED_FOR")
    assert ("ncit:beta", "oncotree:SCLC") in standing
    assert ("ncit:beta", "oncotree:LUAD") not in standing


def test_an_opinion_or_an_open_event_ends_nothing() -> None:
    records = small_records()
    event = Event(
        "event:opinion", "indication_withdrawn", FDA, "ncit:alpha", "ind:alpha-nsclc", date="2026", act="opinion"
    )
    records.extend([event, replace(event, id="event:open", act="decision", open=True)])
    assert ("ncit:alpha", "oncotree:NSCLC") in plain_edges(project(records), "APPROVED_FOR")


def test_a_past_version_keeps_its_own_node_and_its_own_arguments() -> None:
    rows = project(small_records(), small_history())
    statements = {row["id"]: row for row in rows.nodes["Statement"]}
    assert statements["st:harm@2026-01-01"]["frequency"] == "rare"
    assert statements["st:harm@2026-01-01"]["recorded_to"] == "2026-02-01"
    assert statements["st:harm"]["recorded_from"] == "2026-02-01"
    assert statements["st:harm"]["recorded_to"] == ""
    assert "st:retracted" not in statements
    assert "st:retracted@2026-01-15" in statements
    assert not any(
        "@" in str(row["statement"]) for kind, table in rows.edges.items() if kind.type == "CAUSES" for row in table
    )


def test_told_statements_without_a_source_are_counted() -> None:
    records = small_records()
    before = count_unsupported(project(records))
    del records.evidence["ev:label"]
    assert count_unsupported(project(records)) > before


def test_a_broken_table_is_named() -> None:
    rows = project(small_records())
    rows.nodes["Cancer"].append(rows.nodes["Cancer"][0])
    rows.edges[EdgeKind("COVERS", "Cancer", "Cancer")][0]["end"] = "oncotree:NOBODY"
    rows.edges[EdgeKind("SUBJECT", "Statement", "Therapy")].pop()
    problems = " ".join(check_rows(rows))
    for part in ("Cancer: 1 ids stand twice", "COVERS: 1 edges end nowhere", "exactly one SUBJECT"):
        assert part in problems
