"""Which reported acts are one act, told by several sources?

Rows are one when agency, therapy, kind of act and combination agree, the cancers are equal or one covers the other,
and the dates overlap; for an end also when no grant lies between them (announcement, then formal date). Where sources
differ the better tier gives the date, made finer by the others.
"""

from collections import defaultdict
from collections.abc import Iterable

from graph.model import PartialDate, ReportedUse
from loaders.reconciliation.comparison import best
from loaders.reconciliation.use import ENDS, GRANTS, Act, Sources, affirmed, after, brands_fit, finest, overlap


def acts_of(reported: Iterable[ReportedUse], sources: Sources) -> list[Act]:
    """Return the acts on uses that all reports together tell, in the order of their dates; unknown dates last."""
    groups: dict[tuple[str, str, str], list[ReportedUse]] = defaultdict(list)
    for report in reported:
        if report.kind != "listed" and report.statements:
            groups[(report.agency, report.therapy_id, _family(report))].append(report)
    grants = [report for (_, _, family), reports in groups.items() if family == "grant" for report in reports]
    acts: list[Act] = []
    for (agency, therapy, _), reports in sorted(groups.items()):
        rivals = [grant for grant in grants if (grant.agency, grant.therapy_id) == (agency, therapy)]
        acts.extend(_merged(reports, rivals, sources))
    return sorted(acts, key=lambda act: (act.date or "9999", act.kind, act.first.id))


def _family(report: ReportedUse) -> str:
    if report.act != "decision":
        return f"{report.act}:{report.kind}"
    if report.kind in ENDS:
        return "end"
    return "grant" if report.kind in GRANTS - {"converted"} else report.kind


def _merged(reports: list[ReportedUse], grants: list[ReportedUse], sources: Sources) -> list[Act]:
    ordered = sorted(reports, key=lambda report: (sources.rank(report), _fineness(report), report.date, report.id))
    clusters: list[list[ReportedUse]] = []
    for report in ordered:
        for cluster in clusters:
            if all(_same_act(report, other, grants, sources) for other in cluster):
                cluster.append(report)
                break
        else:
            clusters.append([report])
    return [_act(cluster) for cluster in clusters]


def _fineness(report: ReportedUse) -> int:
    return -len(report.date)


def _same_act(one: ReportedUse, other: ReportedUse, grants: list[ReportedUse], sources: Sources) -> bool:
    if one.document_id == other.document_id or not brands_fit(one.brands, other.brands):
        return False
    if best(affirmed(one), affirmed(other), sources.covering) is None:
        return False
    if overlap(one.date, other.date):
        return True
    if _family(one) != "end":
        return False
    first, last = sorted((one.date, other.date))
    return not any(
        (not first or after(grant.date, first)) and (not last or after(last, grant.date)) and grant.date
        for grant in grants
        if best(affirmed(grant), affirmed(one), sources.covering) is not None
    )


def _act(cluster: list[ReportedUse]) -> Act:
    """Make one act of its reports. For an end told twice the earlier date is the announcement."""
    first = cluster[0]
    date = finest([report.date for report in cluster if report.date])
    announced: PartialDate = first.announced
    if first.kind in ENDS:
        formal = [report for report in cluster if report.date and not report.announced]
        said = sorted(report.announced or report.date for report in cluster if report.announced or report.date)
        date = finest([report.date for report in formal]) if formal else date
        if said and date and after(date, said[0]):
            announced = said[0]
    kinds = [report.approval_kind for report in cluster if report.approval_kind not in ("", "unknown")]
    return Act(first.kind, cluster, date, announced, kinds[0] if kinds else first.approval_kind)
