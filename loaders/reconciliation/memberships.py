"""May a class that was read from a document be told, and of which class is a form of a substance?

A formulation without a class of its own is of its substances' classes: a wafer of an alkylating agent is one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph.model import Edge, Records, ReviewItem, Statement
from graph.validation.memberships import Memberships
from loaders.loader import review_item
from loaders.reconciliation.derivation import statement_id

CLASS_CONFLICT = "class_conflict"
RULE_OF_SUBSTANCE = "class-of-substance"
ANTIBODY = "class:monoclonal-antibody"
_OPEN = frozenset({"single_source", "proposed"})


def weighed_memberships(records: Records) -> Iterator[Statement | ReviewItem]:
    """Yield each membership that was read by rule: told, or proposed with a review item where another denies it."""
    held = sorted(records.statements.values(), key=lambda one: one.id)
    memberships = [one for one in held if one.predicate == "member_of" and one.review_status != "rejected"]
    told = Memberships.of(records, memberships)
    for statement in memberships:
        if statement.agent_type == "manual_agent" or statement.review_status not in _OPEN:
            continue
        reason = told.contradiction(statement)
        yield replace(statement, review_status="proposed" if reason else "single_source")
        if reason:
            yield review_item(
                CLASS_CONFLICT,
                "statement",
                f"{reason}: read both definitions and keep the right one.",
                subject_id=statement.id,
                therapy_id=statement.subject,
            )


def inherited_memberships(records: Records) -> Iterator[Statement]:
    """Yield the classes of each formulation that has none of its own, with the places of both facts.

    A form of an antibody alone may be a conjugate, which is no plain antibody; of two substances whose classes exclude
    each other the whole is of neither class.
    """
    held = sorted(records.statements.values(), key=lambda one: one.id)
    told = [one for one in held if one.predicate == "member_of" and one.review_status in ("accepted", "single_source")]
    classes: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        classes[statement.subject].append(statement)
    substances: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(records.edges.values(), key=lambda one: one.id):
        if edge.predicate == "FORM_OF" and edge.subject not in classes:
            substances[edge.subject].append(edge)
    memberships = Memberships.of(records, told)
    for form, edges in substances.items():
        if len(edges) == 1 and ANTIBODY in memberships.all_above(edges[0].object):
            continue
        made = _of_substances(form, edges, classes)
        whole = Memberships.of(records, (*told, *made))
        if not any(whole.contradiction(one) for one in made):
            yield from made


def _of_substances(form: str, edges: list[Edge], classes: Mapping[str, list[Statement]]) -> list[Statement]:
    """Return one membership for each class of a form's substances."""
    places: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        for told in classes.get(edge.object, ()):
            places[told.object].update((*edge.evidence_ids, *told.evidence_ids))
    found = []
    for group, evidence_ids in sorted(places.items()):
        made = Statement("", "member_of", form, group, evidence_ids=tuple(sorted(evidence_ids)),
                         review_status="single_source", rule=RULE_OF_SUBSTANCE)  # fmt: skip
        found.append(replace(made, id=statement_id(made)))
    return found
