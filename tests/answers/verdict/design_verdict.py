"""A second computation of verdicts, written from design section 4 alone, to be compared with ``answers.verdict``.

It knows substances, formulations and classes (what the grid asks), and no conditions of a person.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import networkx as nx

from graph.model import Coverage, Records, ReviewItem, Statement, latest
from tests.answers.verdict.design_records import HELD, DesignRecords
from tests.answers.verdict.design_time import ENDING, LISTS, DesignTime

STALE = timedelta(days=550)
TREATING = {"", "treat", "palliate"}
DOUBTED = {"unclear", "unseen", "unlisted"}
AGNOSTIC = "group:solid-tumor"
SAFETY = {"label_warning", "warning_removed", "programme_ended"}


@dataclass(slots=True)
class Cell:
    """One question: a therapy, a cancer, an agency and a day, with what is held for it."""

    therapy: str
    cancer: str
    agency: str
    day: date
    kind: str
    speakers: set[str]
    products: set[str]
    scope: set[str]
    above: set[str]
    below: set[str]
    higher: set[str]
    lower: set[str]
    approvals: list[Statement]
    time: DesignTime

    @property
    def near(self) -> set[str]:
        return {self.cancer} | self.above | self.below


class DesignVerdicts:
    """Decides cells over one set of records."""

    def __init__(self, records: Records) -> None:
        self.held = DesignRecords(records)
        self.records = records
        self._times: dict[tuple[str, str, date], tuple[list[Statement], DesignTime]] = {}

    def decide(self, therapy: str, cancer: str, agency: str, day: date) -> str:
        """Return the status."""
        cell = self._cell(therapy, cancer, agency, day)
        if cell.kind in ("regimen", "procedure"):
            return "not_applicable"
        treat = [use for use in self._held(cell) if use.qualifiers.purpose in TREATING]
        reached = [(use, self._reach(use, cell)) for use in treat]
        reached = [(use, self._after_limits(use, reach, cell)) for use, reach in reached]
        near = [(use, reach) for use, reach in reached if reach in ("whole", "kind", "doubted")]
        standing = [(use, reach) for use, reach in near if reach != "doubted" and cell.time.standing(use) == "open"]
        if standing:
            return self._standing(standing, cell)
        doubted = any(cell.time.standing(use) in DOUBTED for use, _ in near)
        doubted |= any(cell.time.standing(use) == "open" for use, reach in near if reach == "doubted")
        doubted |= any(cell.time.standing(use) in DOUBTED | {"open"} for use, reach in reached if reach == "loose")
        ended = [use for use, _ in near if cell.time.standing(use) == "ended"]
        if doubted:
            return self._unknown(cell)
        if any(not self._only_product(use, cell) for use in ended):
            return "withdrawn"
        return "refused" if self._refused(cell) else self._negative(cell)

    def _cell(self, therapy: str, cancer: str, agency: str, day: date) -> Cell:
        held = self.held
        speakers, products = held.speakers(therapy), held.products(therapy)
        scope = speakers | products | held.members(therapy) | {therapy}
        key = (therapy, agency, day)
        if key not in self._times:
            approvals = [
                statement
                for speaker in sorted(speakers)
                for statement in held.by_subject[speaker]
                if statement.predicate == "approved_for"
                and statement.agency == agency
                and statement.review_status != "rejected"
            ]
            told = [use for use in approvals if use.review_status in HELD and use.modality == "asserted"]
            self._times[key] = (approvals, DesignTime(held, told, scope, day))
        approvals, time = self._times[key]
        return Cell(
            therapy=therapy,
            cancer=cancer,
            agency=agency,
            day=day,
            kind=self.records.entities[therapy].kind,
            speakers=speakers,
            products=products,
            scope=scope,
            above=set(nx.ancestors(held.covers, cancer)),
            below=set(nx.descendants(held.covers, cancer)),
            higher=set(nx.descendants(held.tree, cancer)),
            lower=set(nx.ancestors(held.tree, cancer)),
            approvals=approvals,
            time=time,
        )

    @staticmethod
    def _held(cell: Cell) -> list[Statement]:
        return [use for use in cell.time.uses if use.polarity == "affirmed"]

    def _reach(self, use: Statement, cell: Cell) -> str:
        """Return whole, kind, loose (classification only, or a group without members) or ''."""
        limits = set(use.excluded_cancers)
        out = bool(limits & ({cell.cancer} | cell.above | cell.higher))
        if use.object == cell.cancer or use.object in cell.above:
            return "" if out else "whole"
        if use.object in cell.below:
            return "" if out or use.object in limits else "kind"
        if use.object in cell.higher | cell.lower:
            return "" if out else "loose"
        alone = not self.held.covers.out_degree(use.object)
        return "loose" if self.records.entities[use.object].kind == "group" and alone else ""

    def _after_limits(self, use: Statement, reach: str, cell: Cell) -> str:
        """Take out what a limitation of the same label denies as a whole; doubt it where the limitation is queued."""
        if reach != "whole" or use.object == cell.cancer:
            return reach
        status = set()
        for limit in cell.approvals:
            if limit.polarity == "negated" and limit.subject == use.subject and self._is_met(limit, use):
                told = [latest(p.attested) for p in self.held.places(limit.evidence_ids) if p.kind in LISTS]
                if limit.object in {cell.cancer} | cell.above and any(day and day <= cell.day for day in told):
                    status.add(limit.review_status in HELD)
        return "" if True in status else "doubted" if status else reach

    def _is_met(self, limit: Statement, use: Statement) -> bool:
        """Say whether a use as it stands, given with its own partners, has all that a limitation names."""
        treats = limit.qualifiers.purpose in TREATING
        together = bool(set(limit.partners) & set(use.partners)) or limit.qualifiers.combination == "either"
        alone = limit.qualifiers.combination in ("monotherapy", "combination")
        if use.partners:
            given = together or (not limit.partners and limit.qualifiers.combination != "monotherapy" and not alone)
        else:
            given = not limit.partners and not alone
        return treats and given and not self._has_conditions(limit)

    @staticmethod
    def _has_conditions(limit: Statement) -> bool:
        qualifiers = limit.qualifiers
        narrowed = (
            qualifiers.setting,
            qualifiers.stage,
            qualifiers.disease_state,
            qualifiers.line_min,
            qualifiers.line_max,
        )
        aged = qualifiers.age_min > 0 or qualifiers.age_max >= 0 or bool(qualifiers.population)
        others = (limit.requires, limit.excludes, limit.after, limit.not_after)
        return any(narrowed) or aged or any(others)

    @staticmethod
    def _marked(use: Statement) -> bool:
        return bool(use.requires or use.excludes) or use.object == AGNOSTIC

    def _standing(self, standing: list[tuple[Statement, str]], cell: Cell) -> str:
        reported = {
            candidate
            for therapy in cell.scope
            for event in self.held.events_of[therapy]
            if event.open and event.kind in ENDING and self.held.days(event)[0] <= cell.day
            for candidate in event.candidates
        }
        if all(use.indication_id in reported for use, _ in standing):
            return self._unknown(cell)
        whole = [use for use, reach in standing if reach == "whole" and not self._marked(use)]
        if not whole:
            return "approved_for_some"
        if cell.kind != "class":
            return "approved"
        approved = {one for use in whole for one in (use.subject, *self.held.brands_of(use))}
        rows = [] if self._is_open(cell) else self._sound_rows(cell)
        everyone = bool(rows) and all(product.therapy_id in approved for product in rows[0].products)
        return "approved" if everyone else "approved_for_some"

    def _only_product(self, use: Statement, cell: Cell) -> bool:
        """Say whether only the product of an ended use ended, while the therapy has another at the agency."""
        ends = [one.event for one in cell.time.moments(use) if one.kind == "end" and one.event]
        if any(event.indication_id for event in ends):
            return False
        shown = {brand for other in cell.time.uses for brand in self.held.brands_of(other)}
        shown |= {
            event.therapy_id
            for therapy in cell.scope
            for event in self.held.events_of[therapy]
            if event.agency == cell.agency
        }
        lost = {event.therapy_id for event in ends}
        return bool((cell.products & shown) - set(self.held.brands_of(use)) - lost)

    def _refused(self, cell: Cell) -> bool:
        return any(
            event.kind == "refused"
            and self.held.decides(event, cell.agency)
            and event.cancer_id in cell.near
            and self.held.days(event)[1] <= cell.day
            for therapy in cell.scope
            for event in self.held.events_of[therapy]
        )

    def _is_open(self, cell: Cell) -> bool:
        properties = dict(self.records.entities[cell.therapy].properties)
        return cell.kind == "class" and properties.get("closed") != "closed"

    def _negative(self, cell: Cell) -> str:
        if self._is_open(cell) or not self._sound_rows(cell):
            return self._unknown(cell)
        listed = self._told("option_for", cell, cell.near)
        return "off_label_standard" if listed and cell.kind != "class" else "not_approved"

    def _unknown(self, cell: Cell) -> str:
        return "investigational" if self._told("studied_for", cell, cell.near) else "unknown"

    def _told(self, predicate: str, cell: Cell, cancers: set[str]) -> bool:
        for speaker in cell.speakers | cell.products:
            for statement in self.held.by_subject[speaker]:
                told = statement.review_status in HELD and statement.polarity == "affirmed"
                if statement.predicate == predicate and told and statement.object in cancers:
                    places = self.held.places(statement.evidence_ids)
                    days = [latest(place.published or place.attested) for place in places]
                    known = [day for day in days if day] or [self.held.end]
                    if any(day <= cell.day for day in known):
                        return True
        return False

    def _sound_rows(self, cell: Cell) -> list[Coverage]:
        rows = [
            row for row in self.records.coverage.values() if (row.agency, row.therapy_id) == (cell.agency, cell.therapy)
        ]
        sound = [row for row in rows if self._in_time(row, cell) and self._complete(row, cell)]
        sure = [row for row in sound if not self._in_doubt(row, cell) and not self._at_work(row, cell)]
        return sorted(sure, key=lambda row: row.id)

    def _at_work(self, row: Coverage, cell: Cell) -> bool:
        """Say whether the agency was last heard to be at work on this use after the list: it may have decided since."""
        checked = latest(row.checked_on)
        return any(
            event.act != "decision"
            and event.kind not in SAFETY
            and event.cancer_id in cell.near
            and (not checked or self.held.days(event)[1] > checked)
            for therapy in cell.scope
            for event in self.held.events_of[therapy]
            if event.agency == cell.agency
        )

    def _in_time(self, row: Coverage, cell: Cell) -> bool:
        first, last = latest(row.first_attested or row.checked_on), latest(row.followed_to or row.checked_on)
        told = [event for therapy in cell.scope for event in self.held.events_of[therapy] if event.kind not in SAFETY]
        if last and any(event.agency == cell.agency and event.cancer_id in cell.near for event in told):
            last = max(last, self.held.end)
        central = row.route == "ema_central" or cell.agency != "agency:ema"
        return bool(first and last and first <= cell.day <= last + STALE and central and row.route != "national")

    def _complete(self, row: Coverage, cell: Cell) -> bool:
        """Say whether the list names what we hold and nothing else, with all the uses that were counted."""
        held = self.held
        listed = {product.therapy_id for product in row.products}
        if not listed or listed - self._listable(cell):
            return False
        for use in cell.time.uses:
            brands = set(held.brands_of(use))
            nameless = use.subject in held.joined(row.therapy_id)
            if use.subject not in listed and (brands - listed or not (brands or nameless)):
                return False
        return not self._strangers(row, listed, cell) and all(
            not product.document_id
            or (
                (product.found > 0 or self._read(product.document_id, cell))
                and len(
                    {
                        use.indication_id or use.id
                        for use in cell.time.uses
                        if product.therapy_id in {use.subject, *held.brands_of(use)}
                        and any(place.document == product.document_id for place in cell.time.places[use.id])
                    }
                )
                >= product.held
            )
            for product in row.products
        )

    @staticmethod
    def _read(document: str, cell: Cell) -> bool:
        """Say whether a document tells any use: one that tells none was not understood."""
        return any(
            use.polarity == "affirmed" and any(place.document == document for place in cell.time.places[use.id])
            for use in cell.time.uses
        )

    def _listable(self, cell: Cell) -> set[str]:
        members = self.held.members(cell.therapy)
        if cell.kind != "class":
            return cell.speakers | cell.products
        brands = {brand for brand in cell.products if set(self.held.brands.successors(brand)) & members}
        return members | brands

    def _strangers(self, row: Coverage, listed: set[str], cell: Cell) -> bool:
        """Say whether something was granted at the agency to what the list does not name."""
        granted = {
            event.therapy_id
            for therapy in cell.scope
            for event in self.held.events_of[therapy]
            if event.kind == "granted" and event.act == "decision" and event.agency == cell.agency
        }
        sources = {source for product in listed for source in self.held.brands.successors(product)}
        own = {brand for brand in granted if set(self.held.brands.successors(brand)) & listed}
        return bool(granted - listed - {row.therapy_id} - sources - own)

    def _in_doubt(self, row: Coverage, cell: Cell) -> bool:
        near = cell.near | cell.higher | cell.lower | {""}
        proposed = [use for use in cell.approvals if use.review_status == "proposed" and use.polarity == "affirmed"]
        if any(use.object in near for use in proposed):
            return True
        doubts = [
            doubt
            for therapy in cell.scope
            for doubt in self.held.doubts_of[therapy]
            if doubt.agency in ("", cell.agency)
            and (doubt.subject_kind in ("use", "event", "document") or doubt.reason == "names_unknown_record")
        ]
        hidden = any(
            product.set_aside > sum(doubt.document_id == product.document_id for doubt in doubts)
            for product in row.products
        )
        return hidden or any(self._hides(doubt, row) for doubt in doubts if doubt.cancer_id in near)

    @staticmethod
    def _hides(doubt: ReviewItem, row: Coverage) -> bool:
        """Say whether a doubt counts: one without a cancer on NCI's page does not where each product has its label."""
        lists = {product.document_id for product in row.products}
        return bool(doubt.cancer_id) or doubt.document_id in lists or not doubt.document_id.startswith("doc:nci-drugs/")
