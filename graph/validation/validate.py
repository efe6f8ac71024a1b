"""Run every invariant over the records."""

from collections.abc import Callable, Iterator, Mapping

from graph.model import Records
from graph.validation.approvals import impossible_counts, incomplete_approvals, overreaching_events
from graph.validation.finding import Finding
from graph.validation.hierarchies import circles
from graph.validation.memberships import contradicted_memberships
from graph.validation.predicates import Predicate, misplaced_predicates
from graph.validation.provenance import approvals_from_lists_of_links, unsupported_assertions, unverifiable_places
from graph.validation.references import unresolved_references
from graph.validation.times import wrong_dates
from graph.validation.values import foreign_values

Rule = Callable[[Records], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    unresolved_references,
    unsupported_assertions,
    approvals_from_lists_of_links,
    unverifiable_places,
    wrong_dates,
    incomplete_approvals,
    overreaching_events,
    impossible_counts,
    foreign_values,
    circles,
    contradicted_memberships,
)


def validate(records: Records, predicates: Mapping[str, Predicate] | None = None) -> list[Finding]:
    """Return what breaks an invariant, sorted by rule, kind and id; empty where all hold.

    With the ontology's predicates by name, each must also stand between what it may.
    """
    findings = {finding for rule in RULES for finding in rule(records)}
    if predicates is not None:
        findings.update(misplaced_predicates(records, predicates))
    return sorted(findings)
