"""Every assertion has its source: evidence in a held document, at a place that can carry it."""

import re
from collections.abc import Iterator

from graph.model import Records, Statement
from graph.validation.finding import Finding

SUPPORTING_ROLES = {"result", "heading", "field"}
HELD = {"accepted", "single_source"}
NEVER_APPROVE = {"index"}
_SHA256 = re.compile(r"[0-9a-f]{64}")


def unsupported_assertions(records: Records) -> Iterator[Finding]:
    """Find statements, events, edges and coverage without evidence that can carry them."""
    for statement in records.statements.values():
        roles = {records.evidence[key].role for key in statement.evidence_ids if key in records.evidence}
        if not statement.evidence_ids:
            yield _finding("statements", statement.id, "it has no evidence: name the document and the place")
        elif statement.review_status in HELD and not roles & SUPPORTING_ROLES:
            yield _finding(
                "statements",
                statement.id,
                f"only {', '.join(sorted(roles)) or 'nothing held'} supports it: find a result, or propose it",
            )
    for event in records.events.values():
        if not event.evidence_ids:
            yield _finding("events", event.id, "it has no evidence: name the row that reports it")
    for edge in records.edges.values():
        if not edge.evidence_ids and edge.predicate != "BROADER":
            yield _finding("edges", edge.id, f"{edge.predicate} has no evidence: name the document and the place")
    for coverage in records.coverage.values():
        if not coverage.closed_list:
            yield _finding(
                "coverage", coverage.id, "it names no closed list: only such a list makes *not approved* sayable"
            )


def approvals_from_lists_of_links(records: Records) -> Iterator[Finding]:
    """Find held approvals that rest on index pages alone: such a page once listed Kymriah under AML."""
    for statement in records.statements.values():
        if statement.predicate == "approved_for" and statement.review_status in HELD:
            kinds = _document_kinds(statement, records)
            if kinds and kinds <= NEVER_APPROVE:
                detail = "an index page never supports an approval: find the product's own page or label"
                yield Finding("an index proves no approval", "statements", statement.id, detail)


def unverifiable_places(records: Records) -> Iterator[Finding]:
    """Find documents and evidence whose hash or offsets cannot be checked."""
    rule = "every quote can be checked"
    for document in records.documents.values():
        if not _SHA256.fullmatch(document.sha256):
            yield Finding(rule, "documents", document.id, "sha256 is no SHA-256: hash the bytes that were read")
    for evidence in records.evidence.values():
        if not _SHA256.fullmatch(evidence.quote_sha256):
            yield Finding(rule, "evidence", evidence.id, "quote_sha256 is no SHA-256: hash the quote's stored text")
        if (evidence.start, evidence.end) != (-1, -1) and not 0 <= evidence.start < evidence.end:
            yield Finding(
                rule,
                "evidence",
                evidence.id,
                f"{evidence.start} to {evidence.end} is no place in a text: give offsets, or -1 and -1",
            )
        if not evidence.locator:
            yield Finding(rule, "evidence", evidence.id, "it has no locator: say where a person finds it")


def _finding(kind: str, record_id: str, detail: str) -> Finding:
    return Finding("every assertion has its source", kind, record_id, detail)


def _document_kinds(statement: Statement, records: Records) -> set[str]:
    held = [records.evidence[key].document_id for key in statement.evidence_ids if key in records.evidence]
    return {records.documents[document].kind for document in held if document in records.documents}
