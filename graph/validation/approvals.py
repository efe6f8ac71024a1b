"""What an approval must carry before a verdict may rest on it, and what an event may change."""

from collections.abc import Iterator

from graph.model import Records
from graph.validation.finding import Finding
from graph.validation.provenance import HELD
from graph.validation.references import values_at

REQUIRED = ("agency", "object")
REQUIRED_WHERE_AFFIRMED = ("indication_id", "qualifiers.purpose", "qualifiers.approval_kind")


def incomplete_approvals(records: Records) -> Iterator[Finding]:
    """Find held approvals without agency, indication, cancer, purpose or kind, or at odds with their indication.

    A limitation of use (negated) may stand for a whole label, so that it needs no indication.
    """
    rule = "an approval is complete"
    for statement in records.statements.values():
        if statement.predicate != "approved_for" or statement.review_status not in HELD:
            continue
        required = REQUIRED + (REQUIRED_WHERE_AFFIRMED if statement.polarity == "affirmed" else ())
        missing = [path for path in required if not any(values_at(statement, path))]
        if missing:
            detail = f"it lacks {', '.join(missing)}: read them from its document, or propose it ('unknown' is a kind)"
            yield Finding(rule, "statements", statement.id, detail)
        indication = records.indications.get(statement.indication_id)
        if indication and indication.agency != statement.agency:
            detail = f"it is by {statement.agency}, its indication by {indication.agency}: mend one of them"
            yield Finding(rule, "statements", statement.id, detail)


def overreaching_events(records: Records) -> Iterator[Finding]:
    """Find events that claim to change what they may not."""
    rule = "an event changes only what it names"
    for event in records.events.values():
        if event.open and (event.indication_id or not event.candidates):
            detail = "an open event changes nothing and names its candidates: empty indication_id, fill candidates"
            yield Finding(rule, "events", event.id, detail)
        if event.kind == "opinion" and event.act == "decision":
            detail = "an opinion is no decision: set act to opinion"
            yield Finding(rule, "events", event.id, detail)
        indication = records.indications.get(event.indication_id)
        if indication and indication.agency != event.agency:
            detail = f"it is by {event.agency}, its indication by {indication.agency}: an agency changes its own labels"
            yield Finding(rule, "events", event.id, detail)


def impossible_counts(records: Records) -> Iterator[Finding]:
    """Find coverage whose counts cannot be: more uses held and set aside than found, or a product listed twice."""
    for coverage in records.coverage.values():
        listed = [product.therapy_id for product in coverage.products]
        if len(set(listed)) != len(listed):
            detail = "it lists a product twice: keep the row with the newest document"
            yield Finding("coverage adds up", "coverage", coverage.id, detail)
        for product in coverage.products:
            counts = (product.found, product.held, product.set_aside)
            if min(counts) < 0 or product.held + product.set_aside > product.found:
                detail = f"{product.therapy_id}: found, held, set aside are {counts}: count again"
                yield Finding("coverage adds up", "coverage", coverage.id, detail)
