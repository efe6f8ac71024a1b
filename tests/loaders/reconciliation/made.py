"""Hand-made reports, as loaders would give them: one use each, on documents of every kind."""

from dataclasses import replace
from typing import Any

from graph.model import BiomarkerState, Document, Edge, Evidence, Qualifiers, Records, ReportedUse, Statement

AGENCY = "agency:fda"
DRUG = "ncit:C1"
BRAND = "product:brandol"
HELD = ("accepted", "single_source")
"""Review statuses of the statements that a reader may be told."""
KINDS = {
    "label": ("regulator_copy", "2025-07", "Food and Drug Administration"),
    "generic_label": ("regulator_copy", "2025-07", "Food and Drug Administration"),
    "drug_page": ("institute", "2025-05-16", "National Cancer Institute"),
    "regulator_list": ("regulator", "2023-12-05", "European Medicines Agency"),
    "event_row": ("press", "", "a newspaper"),
}


class Shelf:
    """Records under construction; each method adds one report and returns its id."""

    def __init__(self) -> None:
        self.records = Records()
        self._count = 0

    def covers(self, group: str, member: str) -> None:
        """Say that a label group covers a cancer."""
        self.records.add(Edge(f"edge:{group}-{member}", "COVERS", group, member))

    def listed(self, kind: str, cancer: str, document: str = "", **conditions: Any) -> str:
        """Add a use of a list."""
        return self._report(kind, "listed", cancer, "", document, conditions)

    def act(self, kind: str, cancer: str, date: str, document: str = "", **conditions: Any) -> str:
        """Add an act of an event row."""
        return self._report("event_row", kind, cancer, date, document, conditions)

    def _report(
        self, document_kind: str, kind: str, cancer: str, date: str, document: str, conditions: dict[str, Any]
    ) -> str:
        self._count += 1
        name = document or f"doc:{document_kind}/{self._count}"
        tier, attested, publisher = KINDS[document_kind]
        tier = conditions.pop("tier", tier)
        publisher = conditions.pop("publisher", publisher)
        agency = conditions.pop("agency", AGENCY)
        therapy = conditions.pop("therapy", DRUG)
        brands = conditions.pop("brands", (BRAND,))
        act = conditions.pop("act", "decision")
        complete = conditions.pop("complete", True)
        rule = conditions.pop("rule", "")
        polarity = conditions.pop("polarity", "affirmed")
        approval = conditions.pop("approval", "")
        reason = conditions.pop("reason", "")
        attested = conditions.pop("attested", attested or date)
        self.records.add(
            Document(
                name,
                name,
                publisher,
                "",
                "",
                tier,
                document_kind,
                "made",
                f"hash-{name}",
                attested=attested,
                agency=agency,
            )
        )
        place = Evidence(f"ev:{self._count:03}", name, f"place {self._count}", "0" * 64)
        self.records.add(place)
        reading = Statement(
            id="",
            predicate="approved_for",
            subject=therapy,
            object=cancer,
            agency=agency,
            polarity=polarity,
            partners=tuple(conditions.pop("partners", ())),
            requires=tuple(BiomarkerState(one, "positive") for one in conditions.pop("requires", ())),
            qualifiers=Qualifiers(purpose="treat", approval_kind="unknown"),
            evidence_ids=(place.id,),
            rule=rule,
        )
        reading = replace(reading, qualifiers=replace(reading.qualifiers, **conditions))
        use = ReportedUse(
            id=f"use:{self._count:03}",
            document_id=name,
            ordinal=self._count,
            kind=kind,
            agency=agency,
            therapy_id=therapy,
            brands=tuple(brands),
            act=act,
            date=date,
            reason=reason,
            approval_kind=approval,
            cancer_ids=(cancer,),
            statements=(reading,),
            evidence_ids=(place.id,),
            complete=complete,
        )
        self.records.add(use)
        return use.id
