"""May a class that was read from a document be told, and of which class is a form of a substance?

A formulation without a class of its own is of its substances' classes: a wafer of an alkylating agent is one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Records, ReviewItem, Statement
from graph.validation.memberships import Memberships
from loaders.loader import review_item
from loaders.reconciliation.derivation import statement_id

CLASS_CONFLICT = "class_conflict"
RULE_OF_SUBSTANCE = "class-of-substance"
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
    """Yield the classes of each formulation that has none of its own, with the places of both facts."""
    classes: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(records.statements.values(), key=lambda one: one.id):
        if statement.predicate == "member_of" and statement.review_status in ("accepted", "single_source"):
            classes[statement.subject].append(statement)
    made: dict[str, Statement] = {}
    for edge in sorted(records.edges.values(), key=lambda one: one.id):
        if edge.predicate != "FORM_OF" or edge.subject in classes:
            continue
        for told in classes.get(edge.object, ()):
            one = Statement("", "member_of", edge.subject, told.object, review_status="single_source",
                            rule=RULE_OF_SUBSTANCE)  # fmt: skip
            identifier = statement_id(one)
            held = made[identifier].evidence_ids if identifier in made else ()
            places = tuple(sorted({*held, *edge.evidence_ids, *told.evidence_ids}))
            made[identifier] = replace(one, id=identifier, evidence_ids=places)
    yield from made.values()
