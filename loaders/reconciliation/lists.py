"""Which uses do the newest full lists hold? The evidence order of the design, as far as loading can decide it.

For each product the newest list answers, and among lists attested within 180 days of each other the higher tier. A use
that only the lower one holds is not added but reviewed, unless the higher one was not read whole. A label without a
brand adds uses and its silence removes none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.model import PartialDate, ReportedUse, ReviewItem, Statement
from loaders.loader import review_item
from loaders.reconciliation.comparison import compare
from loaders.reconciliation.use import FULL_LISTS, LISTS, TIERS, Sources, Use, affirmed, after, brands_fit, days_between

NEAR = 180


def list_uses(reported: Iterable[ReportedUse], sources: Sources) -> tuple[list[Use], list[ReviewItem]]:
    """Return the uses of all lists, merged over documents, and the doubts about those that only a lower list holds."""
    groups: dict[tuple[str, str], list[ReportedUse]] = defaultdict(list)
    for report in reported:
        if report.kind == "listed" and sources.document(report).kind in LISTS and affirmed(report):
            groups[(report.agency, report.therapy_id)].append(report)
    uses: list[Use] = []
    doubts: list[ReviewItem] = []
    for _, reports in sorted(groups.items()):
        found, doubtful = _merge(reports, sources)
        uses.extend(found)
        doubts.extend(doubtful)
    return uses, doubts


def _merge(reports: list[ReportedUse], sources: Sources) -> tuple[list[Use], list[ReviewItem]]:
    """Merge the lists of one therapy at one agency, the list that answers first."""
    by_document: dict[str, list[ReportedUse]] = defaultdict(list)
    for report in reports:
        by_document[report.document_id].append(report)
    order = sorted(by_document, key=lambda document: _precedence(document, sources))
    uses: list[Use] = []
    doubts: list[ReviewItem] = []
    for document in order:
        held = list(uses)
        for report in sorted(by_document[document], key=lambda report: (report.ordinal, report.id)):
            left = _absorb(report, uses, sources)
            if left is None:
                continue
            use = Use(told=report, brands=left)
            if (doubt := _only_lower(use, held, sources)) is not None:
                use.rule = "only_a_lower_list"
                doubts.append(doubt)
            uses.append(use)
    doubts.extend(_disagreements(uses, sources))
    return uses, doubts


def _disagreements(uses: Iterable[Use], sources: Sources) -> Iterator[ReviewItem]:
    """Yield the doubts about uses that one list restricts and another, of a higher tier, does not."""
    for use in uses:
        for report in use.disagreeing:
            yield review_item(
                "sources_disagree",
                "use",
                "Two lists of about the same time tell this use, and only the lower one names a biomarker; the higher "
                "answers.",
                sources.document(report),
                subject_id=report.id,
                therapy_id=report.therapy_id,
                cancer_id=report.cancer_ids[0] if report.cancer_ids else "",
            )


def _precedence(document_id: str, sources: Sources) -> tuple[bool, int, str, str]:
    """Order lists: those of a brand first, the higher tier before the lower, then the newest, then by id.

    Tier before date is right here because all lists of one agency that we hold are within ``NEAR`` days of each other
    or are of different products; ``_answers`` checks it again for each pair.
    """
    document = sources.documents[document_id]
    return (document.kind not in FULL_LISTS, TIERS.index(document.tier), _reversed(document.attested), document_id)


def _reversed(date: PartialDate) -> str:
    """Return a text that sorts newer dates first."""
    return "".join(chr(ord("9") - int(letter) + ord("0")) if letter.isdigit() else letter for letter in date)


def _absorb(report: ReportedUse, held: list[Use], sources: Sources) -> tuple[str, ...] | None:
    """Add a report to the uses of higher lists that it tells again.

    Return the brands for which it still stands on its own, None where it stands for none.
    """
    left = set(report.brands)
    absorbed = False
    for use in held:
        if not brands_fit(report.brands, use.brands):
            continue
        if use.told.document_id == report.document_id:
            if _repeats(report, use, sources):
                use.repeating.append(report)
                return None
            continue
        generic = sources.document(use.told).kind == "generic_label" or sources.document(report).kind == "generic_label"
        fits = [
            compared
            for mine in affirmed(report)
            for theirs in use.readings
            if (compared := compare(mine, theirs, sources.covering)).compatible
        ]
        if generic:
            fits = [compared for compared in fits if compared.agrees]
        if fits:
            _agree(use, report)
            absorbed = True
            left -= set(use.brands)
    if not absorbed:
        return report.brands
    return tuple(sorted(left)) if left else None


def _agree(use: Use, report: ReportedUse) -> None:
    """Let a report of a lower list support a use. Where it alone states a biomarker, the two disagree."""
    use.agreeing.append(report)
    if _restricts(report) and not _restricts(use.told):
        use.disagreeing.append(report)


def _restricts(report: ReportedUse) -> bool:
    """Say whether every reading of a report needs or excludes a biomarker."""
    readings = affirmed(report)
    return bool(readings) and all(reading.requires or reading.excludes for reading in readings)


def _repeats(report: ReportedUse, use: Use, sources: Sources) -> bool:
    """Say whether a document tells one use twice: label texts often hold the highlights and the full section."""
    mine = affirmed(report)
    return bool(mine) and all(any(_says_the_same(one, other, sources) for other in use.readings) for one in mine)


def _says_the_same(one: Statement, other: Statement, sources: Sources) -> bool:
    """Say whether two readings agree in every condition, in the words of the disease too ("advanced", "recurrent")."""
    mine, theirs = one.qualifiers, other.qualifiers
    words = (set(mine.disease_state), set(mine.stage)) == (set(theirs.disease_state), set(theirs.stage))
    return words and compare(one, other, sources.covering).identical


def _only_lower(use: Use, held: list[Use], sources: Sources) -> ReviewItem | None:
    """Return the doubt about a use that a higher list of every one of its products does not hold."""
    report = use.told
    document = sources.document(report)
    if document.kind not in FULL_LISTS or not use.brands:
        return None
    silent = set()
    for other in held:
        listed = sources.document(other.told)
        if listed.kind not in FULL_LISTS or not _answers(other.told, report, sources):
            continue
        silent |= set(other.brands)
    if not set(use.brands) <= silent:
        return None
    return review_item(
        "only_a_lower_list",
        "use",
        "A list of a higher tier from about the same time lacks this use; compare both and accept or reject it.",
        document,
        subject_id=report.id,
        therapy_id=report.therapy_id,
        cancer_id=report.cancer_ids[0] if report.cancer_ids else "",
    )


def _answers(higher: ReportedUse, lower: ReportedUse, sources: Sources) -> bool:
    """Say whether one list's silence counts against a use of another: of a higher tier and near in time, or newer.

    Two texts of one tier (capsules and a solution of one brand) add to each other.
    """
    one, other = sources.document(higher), sources.document(lower)
    gap = days_between(one.attested, other.attested)
    near = gap is not None and gap <= NEAR and sources.rank(higher) < sources.rank(lower)
    newer = gap is not None and gap > NEAR and after(one.attested, other.attested)
    return one.id not in sources.partly_read and (near or newer)
