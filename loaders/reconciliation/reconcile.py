"""From all that documents report to indications, events and approvals: the same whatever the order of loading.

Everything derived is thrown away first and made again from the reported uses, so that reconciling twice equals once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from graph.model import Records, ReportedUse
from loaders.reconciliation.acts import acts_of
from loaders.reconciliation.coverage import coverage_of, is_derived
from loaders.reconciliation.covering import Covering
from loaders.reconciliation.derivation import (
    events_of,
    indication_of,
    limitations,
    loose_events,
    open_events,
    product_event,
    statements_of,
    status_of_rule,
    unread,
)
from loaders.reconciliation.headings import without_headings
from loaders.reconciliation.joining import is_loose, join
from loaders.reconciliation.lists import list_uses
from loaders.reconciliation.markers import with_doubted_copies
from loaders.reconciliation.memberships import (
    CLASS_CONFLICT,
    RULE_OF_SUBSTANCE,
    inherited_memberships,
    weighed_memberships,
)
from loaders.reconciliation.use import Act, Sources, Use, affirmed

DERIVED_REASONS = frozenset(
    {
        "only_a_lower_list",
        "granted_but_not_listed",
        "several_uses_fit",
        "sources_disagree",
        "ended_but_listed",
        CLASS_CONFLICT,
    }
)


def reconcile(records: Records) -> Records:
    """Return the records with everything that follows from the reported uses made anew. The input is not changed."""
    kept = _undone(records)
    covering = Covering.of(kept.edges.values())
    raw = [kept.reported[key] for key in sorted(kept.reported)]
    reported = with_doubted_copies(without_headings(raw, kept.documents, covering), kept.documents)
    sources = Sources(kept.documents, kept.evidence, covering, _partly_read(kept, reported))
    listed, doubts = list_uses(reported, sources)
    acts = acts_of(reported, sources)
    uses, left_open, more = join(acts, listed, sources)
    _add_uses(uses, sources, _decided(records), kept)
    _add_acts(acts, left_open, kept)
    _add_reports(reported, covering, kept)
    kept.extend(chain(doubts, more))
    kept.extend(list(weighed_memberships(kept)))
    kept.extend(list(inherited_memberships(kept)))
    for key, item in records.reviews.items():
        if key in kept.reviews and item.status != "open":
            kept.reviews[key] = replace(kept.reviews[key], status=item.status)
    kept.extend(list(coverage_of(kept, uses, sources)))
    return kept


def _decided(records: Records) -> dict[str, str]:
    """Return what curators said of uses and events, by the report in doubt."""
    return {
        item.subject_id: item.status
        for item in records.reviews.values()
        if item.status in ("accepted", "rejected") and item.subject_kind in ("use", "event")
    }


def _add_uses(uses: Iterable[Use], sources: Sources, decided: Mapping[str, str], kept: Records) -> None:
    for use in uses:
        kept.add(indication_of(use))
        kept.extend(statements_of(use, sources, decided))
        kept.extend(events_of(use))


def _add_acts(acts: Iterable[Act], left_open: Iterable[Act], kept: Records) -> None:
    """Add the acts that belong to no use, or to one of several."""
    for act in left_open:
        kept.extend(open_events(act))
    for act in acts:
        if is_loose(act):
            kept.extend(loose_events(act))


def _add_reports(reported: list[ReportedUse], covering: Covering, kept: Records) -> None:
    """Add what single reports say apart from uses: limitations, acts on products, and readings in doubt."""
    approved: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reported:
        approved[(report.agency, report.therapy_id)].update(reading.object for reading in affirmed(report))
    for report in reported:
        kept.extend(limitations(report, approved[(report.agency, report.therapy_id)], covering))
        if report.kind != "listed" and not report.statements:
            kept.add(product_event(report))
        kept.extend(unread(report, reading) for reading in affirmed(report) if reading.rule)


def _undone(records: Records) -> Records:
    """Return a copy without anything that reconciling made."""
    kept = Records()
    rules = {*status_of_rule(), RULE_OF_SUBSTANCE}
    for record in records:
        kept.add(record)
    kept.indications.clear()
    kept.events.clear()
    for key in [key for key, statement in kept.statements.items() if statement.rule in rules]:
        del kept.statements[key]
    for key in [
        key for key, item in kept.reviews.items() if item.reason in DERIVED_REASONS or _of_reading(item.id, kept)
    ]:
        del kept.reviews[key]
    for key in [key for key, row in kept.coverage.items() if is_derived(row)]:
        del kept.coverage[key]
    return kept


def _of_reading(item_id: str, kept: Records) -> bool:
    """Say whether a review item is about a reported use: these are made anew."""
    return kept.reviews[item_id].subject_kind in ("use", "event") and kept.reviews[item_id].subject_id in kept.reported


def _partly_read(records: Records, reported: list[ReportedUse]) -> frozenset[str]:
    """Return the documents of which something was set aside: their silence about a use proves nothing."""
    partly = {report.document_id for report in reported if not report.complete}
    partly |= {report.document_id for report in reported if any(reading.rule for reading in report.statements)}
    partly |= {item.document_id for item in records.reviews.values() if item.status == "open" and item.document_id}
    return frozenset(partly)
