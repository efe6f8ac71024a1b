"""Headings that were taken for uses: a reading without conditions beside another of the same or a narrower cancer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Document, ReportedUse
from loaders.gates import is_bare
from loaders.reconciliation.covering import Covering
from loaders.reconciliation.use import affirmed

RULE = "bare_heading"
RUN_ON = frozenset({"label", "generic_label", "regulator_list"})


def without_headings(
    reported: Iterable[ReportedUse], documents: Mapping[str, Document], covering: Covering
) -> list[ReportedUse]:
    """Return the reports, with the suspicious readings refused.

    Only run-on texts have such headings: the bullets of a page stand apart. A list rarely tells a cancer once without
    any condition and once, or a kind of it, with some: the first is the heading of the second, and as a use it would
    make the approval wider than it is.
    """
    reports = list(reported)
    told: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if documents[report.document_id].kind in RUN_ON:
            told[report.document_id].update(one.object for one in affirmed(report) if not is_bare(one))
    return [_doubted(report, told[report.document_id], covering) for report in reports]


def _doubted(report: ReportedUse, told: set[str], covering: Covering) -> ReportedUse:
    readings = tuple(
        replace(one, rule=RULE)
        if not one.rule
        and is_bare(one)
        and not one.qualifiers.population
        and any(covering.relation(one.object, other) in ("same", "wider") for other in told)
        else one
        for one in report.statements
    )
    return report if readings == report.statements else replace(report, statements=readings)
