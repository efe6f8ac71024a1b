"""Markers that a reading lost: the same use of the same drug, under other brands, needs a test that this one lacks.

Biosimilars and generics copy the list of the first product. Where most of the copies state a marker for a use with the
same cancer, partners and setting, a copy without one was not read whole, and would make the approval wider than it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Document, ReportedUse, Statement
from loaders.reconciliation.use import affirmed

RULE = "marker_lost"
COPIES = frozenset({"label", "generic_label", "regulator_list"})
Key = tuple[str, str, str, tuple[str, ...], str, str]


def with_doubted_copies(reported: Iterable[ReportedUse], documents: Mapping[str, Document]) -> list[ReportedUse]:
    """Return the reports, with the readings refused that lack a marker which most other copies state."""
    reports = list(reported)
    marked: dict[Key, set[str]] = defaultdict(set)
    plain: dict[Key, set[str]] = defaultdict(set)
    for report in reports:
        if report.kind == "listed" and documents[report.document_id].kind in COPIES:
            for reading in affirmed(report):
                if not reading.rule:
                    (marked if _has_marker(reading) else plain)[_key(report, reading)].add(report.document_id)
    lost = {key for key, copies in plain.items() if len(marked[key] - copies) > len(copies)}
    return [_doubted(report, lost) if documents[report.document_id].kind in COPIES else report for report in reports]


def _doubted(report: ReportedUse, lost: set[Key]) -> ReportedUse:
    readings = tuple(
        replace(one, rule=RULE) if not one.rule and not _has_marker(one) and _key(report, one) in lost else one
        for one in report.statements
    )
    return report if readings == report.statements else replace(report, statements=readings)


def _has_marker(reading: Statement) -> bool:
    return bool(reading.requires or reading.excludes)


def _key(report: ReportedUse, reading: Statement) -> Key:
    qualifiers = reading.qualifiers
    return (report.agency, report.therapy_id, reading.object, reading.partners, qualifiers.setting, qualifiers.purpose)
