"""Indications, statements and events out of the uses: ids from content, status by a rule of ``acceptance.yaml``."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files

import yaml

from graph.model import Event, Indication, PartialDate, Qualifiers, ReportedUse, ReviewItem, Statement
from graph.model.identifiers import digest
from loaders.gates import is_bare
from loaders.loader import review_item
from loaders.reconciliation.comparison import compare
from loaders.reconciliation.covering import Covering
from loaders.reconciliation.narrowing import told_over_time
from loaders.reconciliation.use import ENDS, GRANTS, LISTS, Act, Sources, Use, affirmed, after

RULE_OF = {
    "only_a_lower_list": "use-only-a-lower-list",
    "granted_but_not_listed": "use-granted-but-not-listed",
}


@cache
def status_of_rule() -> dict[str, str]:
    """Return the review status that each acceptance rule gives."""
    rules = yaml.safe_load((files("loaders") / "reconciliation" / "acceptance.yaml").read_text("utf-8"))
    return {name: rule["status"] for name, rule in rules.items()}


def statement_id(statement: Statement) -> str:
    """Return the id of a statement: what it says, not what supports it."""
    return "st:" + digest(
        statement.predicate,
        statement.subject,
        statement.object,
        statement.polarity,
        statement.modality,
        statement.exclusive,
        statement.partners,
        statement.excluded_cancers,
        [asdict(state) for state in statement.requires],
        [asdict(state) for state in statement.excludes],
        [asdict(prior) for prior in statement.after],
        [asdict(prior) for prior in statement.not_after],
        asdict(statement.qualifiers),
        statement.agency,
        statement.indication_id,
    )


def _settled(qualifiers: Qualifiers) -> Qualifiers:
    """Return qualifiers whose ages are floats: a report that the ledger has held has whole numbers where none is told,
    and the id of what is derived from it must be that of the fresh one."""
    return replace(qualifiers, age_min=float(qualifiers.age_min), age_max=float(qualifiers.age_max))


def indication_of(use: Use) -> Indication:
    """Return the Indication that a use becomes."""
    told = use.told
    return Indication(use.indication_id, told.agency, told.therapy_id, told.document_id, told.ordinal, use.brands)


def statements_of(use: Use, sources: Sources, decided: Mapping[str, str]) -> Iterator[Statement]:
    """Yield the readings of a use with status, time and evidence. ``decided``: a curator's word by report id."""
    start, end = _start(use), _end(use)
    for told in told_over_time(use, start, end, sources):
        reading = told.reading
        agreeing = [report for report in use.agreeing if _agrees(reading, report, sources)]
        rule = _rule(use, reading, agreeing, sources, decided)
        evidence = {*reading.evidence_ids}
        for report in agreeing:
            evidence.update(report.evidence_ids)
        for act in use.acts:
            for report in act.reports:
                if act in told.acts or (act.kind in GRANTS and _agrees(reading, report, sources)):
                    evidence.update(report.evidence_ids)
        qualifiers = replace(_settled(reading.qualifiers), approval_kind=_approval_kind(use, reading, sources))
        made = replace(
            reading,
            indication_id=use.indication_id,
            qualifiers=qualifiers,
            evidence_ids=tuple(sorted(evidence)),
            review_status=status_of_rule()[rule],
            rule=rule,
            valid_from=told.valid_from,
            valid_to=told.valid_to,
        )
        yield replace(made, id=statement_id(made))


def limitations(report: ReportedUse, approved: Collection[str], covering: Covering) -> Iterator[Statement]:
    """Yield what a report denies: limitations of use, as negative statements without an Indication.

    ``approved`` are the cancers that any list of the agency tells the therapy for. Where the cancer denied, or a kind
    of it, is among them, the limitation is to some of its patients and denies nothing to the others: it is queued. So
    is one with conditions other than biomarkers and partners.
    """
    for reading in report.statements:
        if reading.polarity != "negated":
            continue
        plain = replace(
            reading,
            polarity="affirmed",
            requires=(),
            excludes=(),
            partners=(),
            qualifiers=replace(reading.qualifiers, combination=""),
        )
        partial = any(covering.relation(reading.object, other) in ("same", "wider") for other in approved)
        told = not reading.rule and is_bare(plain) and not partial
        rule = "use-limitation" if told else "use-not-read-whole"
        made = replace(
            reading,
            indication_id="",
            qualifiers=_settled(reading.qualifiers),
            review_status=status_of_rule()[rule],
            rule=rule,
        )
        yield replace(made, id=statement_id(made))


def events_of(use: Use) -> Iterator[Event]:
    """Yield the events of a use: one for each act and each cancer that it names."""
    granted = False
    for act in use.acts:
        kind = act.kind
        if kind == "granted" and granted:
            kind = "broadened"
        granted = granted or kind == "granted"
        yield from _events(act, kind, use.indication_id)


def open_events(act: Act) -> Iterator[Event]:
    """Yield an act that could mean several uses: it changes nothing."""
    for event in _events(act, act.kind, ""):
        yield replace(event, open=True, candidates=act.candidates)


def loose_events(act: Act) -> Iterator[Event]:
    """Yield an act that changes no status: an opinion, or what became of an application."""
    yield from _events(act, act.kind, "")


def _events(act: Act, kind: str, indication_id: str) -> Iterator[Event]:
    cancers = sorted({cancer for report in act.reports for cancer in report.cancer_ids if cancer}) or [""]
    evidence = tuple(sorted({item for report in act.reports for item in report.evidence_ids}))
    for cancer in cancers:
        yield Event(
            id=f"event:{digest(kind, act.first.id, cancer)}",
            kind=kind,
            agency=act.first.agency,
            therapy_id=act.first.therapy_id,
            indication_id=indication_id,
            cancer_id=cancer,
            date=act.date,
            announced=act.announced,
            reason=next((report.reason for report in act.reports if report.reason), ""),
            act=act.first.act,
            approval_kind=act.approval_kind if kind in GRANTS else "",
            evidence_ids=evidence,
            note=act.first.note,
        )


def product_event(report: ReportedUse) -> Event:
    """Return the event of an act on a product as a whole."""
    return Event(
        id=f"event:{digest(report.kind, report.id)}",
        kind=report.kind,
        agency=report.agency,
        therapy_id=report.therapy_id,
        cancer_id=report.cancer_ids[0] if len(report.cancer_ids) == 1 else "",
        date=report.date,
        announced=report.announced,
        reason=report.reason,
        act=report.act,
        approval_kind=report.approval_kind,
        evidence_ids=report.evidence_ids,
        note=report.note,
    )


def _approval_kind(use: Use, reading: Statement, sources: Sources) -> str:
    """Return the kind of approval: of a conversion younger than the words, else of the words, else of any act."""
    attested = sources.document(use.told).attested
    for act in use.acts:
        if act.kind == "converted" and after(act.date, attested):
            return act.approval_kind
    if reading.qualifiers.approval_kind not in ("", "unknown"):
        return reading.qualifiers.approval_kind
    told = [act.approval_kind for act in use.acts if act.approval_kind not in ("", "unknown")]
    return told[-1] if told else "unknown"


def _start(use: Use) -> PartialDate:
    """Return the first date from which the use is held, '' where its start is unknown."""
    starts = [act.date for act in use.acts if act.kind == "granted"]
    return min(starts) if starts and all(starts) else ""


def _end(use: Use) -> PartialDate:
    return next((act.date for act in use.acts if act.kind in ENDS), "")


def _agrees(reading: Statement, report: ReportedUse, sources: Sources) -> bool:
    return any(compare(reading, other, sources.covering).agrees for other in affirmed(report))


def _rule(
    use: Use, reading: Statement, agreeing: Iterable[ReportedUse], sources: Sources, decided: Mapping[str, str]
) -> str:
    if use.told.id in decided:
        return {"accepted": "use-curator", "rejected": "use-rejected"}[decided[use.told.id]]
    if reading.rule:
        return "use-not-read-whole"
    if use.rule:
        return RULE_OF[use.rule]
    document = sources.document(use.told)
    for report in agreeing:
        other = sources.document(report)
        if (
            other.publisher != document.publisher
            and other.sha256 != document.sha256
            and not any(statement.rule for statement in affirmed(report))
        ):
            return "use-two-documents"
    return "use-one-list" if document.kind in LISTS else "use-one-report"


def unread(report: ReportedUse, reading: Statement) -> ReviewItem:
    """Return the doubt about a reading that a gate refused; ``rule`` of the reading names the gate."""
    return review_item(
        reading.rule,
        "use",
        "A part of this use was not read with certainty; read the place and complete or reject the statement.",
        subject_id=report.id,
        therapy_id=report.therapy_id,
        cancer_id=reading.object,
        agency=report.agency,
        document_id=report.document_id,
    )
