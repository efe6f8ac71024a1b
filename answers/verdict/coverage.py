"""Was it searched? What makes *not approved* and *only* sayable, and every reason why they are not.

A negative needs the closed list of the products, every product that we hold in it, all their uses held, none in doubt
that could be about the cancer asked, and a day inside the time that the search stands for.
"""

from dataclasses import replace
from datetime import date, timedelta

from answers.verdict.covers import CONCERNING, concerns, reach
from answers.verdict.evidence import lineages
from answers.verdict.model import CoverageTold, DatedEvent, Facts, Named, Use
from answers.verdict.roll_up import memberships
from answers.verdict.rules import rules, stale_after
from answers.verdict.time import Interval, event_interval
from graph.model import Coverage, CoveredProduct, ReviewItem, latest

SUBSTANCE_ROUTES = frozenset({"substance", "formulation"})
SAFETY_ACTS = frozenset({"label_warning", "warning_removed", "programme_ended"})
"""Acts on a product as a whole: no search for its uses goes with them, and no use is decided by them."""


def rows_of(facts: Facts, agency: str) -> list[Coverage]:
    """Return the coverage rows that can speak for the therapy asked about at an agency."""
    sources = {route.therapy.id for route in facts.routes if route.route in SUBSTANCE_ROUTES}
    own = [row for row in facts.coverage if row.agency == agency and row.therapy_id == facts.therapy.id]
    if own or facts.therapy.kind != "product":
        return own
    return [
        row
        for row in facts.coverage
        if row.agency == agency
        and row.therapy_id in sources
        and any(listed.therapy_id == facts.therapy.id and listed.held for listed in row.products)
    ]


def support(
    facts: Facts, agency: str, day: date, about_cancer: bool = True, within: frozenset[str] = frozenset()
) -> tuple[CoverageTold | None, tuple[str, ...]]:
    """Return the search that a negative can rest on, or None with the reasons why there is none.

    ``about_cancer`` is false for an *only*, which every doubt stops but those about cancers ``within`` its group.
    """
    if facts.class_open:
        return None, ("open_class",)
    rows = rows_of(facts, agency)
    if not rows:
        return None, ("no_coverage",)
    reasons: list[str] = []
    for row in sorted(rows, key=lambda row: row.id):
        found = _failures(row, facts, agency, day, about_cancer, within)
        if not found:
            return replace(told(row, facts), grounds=_grounds(row, facts, agency)), ()
        reasons.extend(reason for reason in found if reason not in reasons)
    return None, tuple(reasons)


def told(row: Coverage, facts: Facts) -> CoverageTold:
    """Return a coverage row as a verdict tells it."""
    names = dict(facts.names)
    return CoverageTold(
        id=row.id,
        agency=row.agency,
        scope=Named(row.therapy_id, names.get(row.therapy_id, row.therapy_id)),
        closed_list=row.closed_list,
        checked_on=row.checked_on,
        followed_to=row.followed_to or row.checked_on,
        products=tuple(Named(one.therapy_id, names.get(one.therapy_id, one.therapy_id)) for one in row.products),
        route=row.route,
        counts=row.products,
    )


def lasts_until(row: Coverage, facts: Facts) -> date | None:
    """Return the last day for which a negative can be told, None where the row has no date.

    Where an act of the agency on this very use is held, the events were followed for it to the end of our records.
    """
    followed = row.followed_to or row.checked_on
    if any(dated.event.agency == row.agency and _is_about(dated, facts) for dated in facts.events):
        followed = max(followed, facts.records_end, key=lambda text: latest(text) or date.min)
    end = latest(followed)
    return end + timedelta(days=stale_after(_collection(row.closed_list))) if end else None


def _is_about(dated: DatedEvent, facts: Facts) -> bool:
    """Say whether an act is about a use for the cancer asked. A warning or a programme is about a product."""
    return dated.event.kind not in SAFETY_ACTS and reach(dated.event.cancer_id, (), facts) in CONCERNING


def _collection(document_id: str) -> str:
    return document_id.partition(":")[2].partition("/")[0]


def _failures(
    row: Coverage, facts: Facts, agency: str, day: date, about_cancer: bool, within: frozenset[str]
) -> list[str]:
    found = []
    needed = rules()["coverage"]["routes"].get(agency)
    if row.route == "national" or (needed and row.route not in needed):
        found.append("national_route")
    if not Interval.of(row.first_attested or row.checked_on).by(day) or not (row.first_attested or row.checked_on):
        found.append("before_coverage")
    end = lasts_until(row, facts)
    if end is None or day > end:
        found.append("coverage_too_old")
    if not row.products:
        found.append("empty_list")
    if _unlisted(row, facts, agency):
        found.append("product_not_listed")
    if _strangers(row, facts):
        found.append("list_names_no_member")
    if any(_incomplete(product, facts, agency) for product in row.products):
        found.append("use_missing")
    if _in_doubt(row, facts, agency, about_cancer, within):
        found.append("queued_use")
    if any(_is_pending(dated, row, facts) for dated in facts.events if dated.event.agency == agency):
        found.append("application_open")
    return found


def _is_pending(dated: DatedEvent, row: Coverage, facts: Facts) -> bool:
    """Say whether an agency was last heard to be at work on this use, after the list: it may have decided since."""
    event = dated.event
    if event.act == "decision" or not _is_about(dated, facts):
        return False
    return event_interval(dated, facts.records_end).by(latest(row.checked_on) or date.max) is not True


def _unlisted(row: Coverage, facts: Facts, agency: str) -> bool:
    """Say whether a product that we hold at the agency is not in the list."""
    listed = {product.therapy_id for product in row.products}
    brand_of = {product.product.id: product.therapy_id for product in facts.products}
    for use in facts.uses:
        if use.statement.agency != agency or use.subject.id in listed:
            continue
        if use.brands and not set(use.brands) <= listed:
            return True
        if not use.brands and use.subject.id != row.therapy_id and not _is_form(use, row):
            return True
    acted = {
        dated.event.therapy_id
        for dated in facts.events
        if dated.event.agency == agency and dated.event.kind == "granted" and dated.event.act == "decision"
    }
    known = listed | {row.therapy_id} | {product for product, source in brand_of.items() if source in listed}
    known |= {brand_of[product] for product in listed if product in brand_of}
    return bool(acted - known)


def _is_form(use: Use, row: Coverage) -> bool:
    return use.route == "formulation" and use.subject.id != row.therapy_id


def _strangers(row: Coverage, facts: Facts) -> bool:
    """Say whether the list names what is no member of the class, or no brand of the substance, as far as we hold."""
    if facts.therapy.kind == "product":
        return False
    reached = {route.therapy.id for route in facts.routes}
    if facts.therapy.kind == "class":
        reached = {membership.member.id for membership in facts.members}
        reached |= {product.product.id for product in facts.products if product.therapy_id in reached}
    return any(product.therapy_id not in reached for product in row.products)


def uses_of(product: str, facts: Facts, agency: str) -> list[Use]:
    """Return the held uses of a listed product (or of a substance, where the list names substances)."""
    return [
        use
        for use in facts.uses
        if use.statement.agency == agency and (use.subject.id == product or product in lineages(use))
    ]


def _grounds(row: Coverage, facts: Facts, agency: str) -> tuple[str, ...]:
    """Return the statements each of which the search needs: members on the list, and uses counted for its products."""
    found = set(memberships({product.therapy_id for product in row.products}, facts.members))
    for product in row.products:
        readings: dict[str, list[str]] = {}
        for use in _counted(product, facts, agency):
            readings.setdefault(use.statement.indication_id or use.id, []).append(use.id)
        if len(readings) == product.held:
            found.update(held[0] for held in readings.values() if len(held) == 1)
    return tuple(sorted(found))


def _counted(product: CoveredProduct, facts: Facts, agency: str) -> list[Use]:
    """Return the held uses of a product that its newest document tells."""
    return [
        use
        for use in uses_of(product.therapy_id, facts, agency)
        if product.document_id and any(seen.document_id == product.document_id for seen in use.attestations)
    ]


def _incomplete(product: CoveredProduct, facts: Facts, agency: str) -> bool:
    """Say whether fewer uses of a product's newest document stand in the graph than were held when it was searched.

    A document in which no use was found at all was not understood: its silence says nothing.
    """
    if not product.document_id:
        return False
    if not product.found and not _tells_a_use(product.document_id, facts, agency):
        return True
    told_by = {use.statement.indication_id or use.id for use in _counted(product, facts, agency)}
    return len(told_by) < product.held


def _tells_a_use(document_id: str, facts: Facts, agency: str) -> bool:
    return any(
        use.statement.agency == agency
        and use.statement.polarity == "affirmed"
        and any(seen.document_id == document_id for seen in use.attestations)
        for use in facts.uses
    )


def _in_doubt(row: Coverage, facts: Facts, agency: str, about_cancer: bool, within: frozenset[str]) -> bool:
    """Say whether a use of these products that was set aside or queued could be about the cancer asked.

    A doubt about a cancer ``within`` the group of an *only* cannot make it false, nor one about what a label denies. A
    doubt without a cancer matters in the lists that the products rest on: beside a better list the lesser adds none.
    """

    def matters(cancer: str) -> bool:
        return cancer not in within and (not about_cancer or concerns(cancer, facts))

    queued = [use.statement for use in facts.queued if use.statement.agency == agency]
    if any(statement.polarity == "affirmed" and matters(statement.object) for statement in queued):
        return True
    own = {product.document_id for product in row.products}
    open_doubts = [
        doubt
        for doubt in facts.doubts
        if doubt.status == "open" and doubt.agency in ("", agency) and _is_about_use(doubt)
    ]
    if any(matters(one.cancer_id) for one in open_doubts if one.cancer_id or not _is_of_lesser_list(one, own)):
        return True
    for product in row.products:
        explained = [doubt for doubt in open_doubts if doubt.document_id == product.document_id]
        if product.set_aside > len(explained):
            return True
    return False


def _is_of_lesser_list(doubt: ReviewItem, own: set[str]) -> bool:
    """Say whether a doubt is about a list that answers only for products without a better one, and these have one."""
    lesser = rules()["coverage"]["lesser_lists"]
    return _collection(doubt.document_id) in lesser and doubt.document_id not in own


def _is_about_use(doubt: ReviewItem) -> bool:
    """Say whether a doubt can hide a use of a label: those about options, harms and edges cannot."""
    return doubt.subject_kind in rules()["coverage"]["doubts"] or doubt.reason in rules()["coverage"]["doubt_reasons"]
