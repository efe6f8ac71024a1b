"""Records for verdict tests, told in few words: ``World().use("osimertinib", "melanoma", "FDA", page)``."""

from dataclasses import dataclass, field
from typing import Any

from graph.model import (
    BiomarkerState,
    Coverage,
    CoveredProduct,
    Document,
    Edge,
    Entity,
    Event,
    Evidence,
    Indication,
    PriorTherapy,
    Qualifiers,
    Records,
    ReviewItem,
    Statement,
)
from graph.model.identifiers import digest, slug

DOCUMENTS = {
    "page": ("drug_page", "institute", "2025-05-16", "nci-drugs"),
    "label": ("label", "regulator_copy", "2025-07", "fda-labels"),
    "generic": ("generic_label", "regulator_copy", "2025-07", "fda-labels"),
    "ema": ("regulator_list", "regulator", "2023-12-05", "ema-table"),
    "leaflet": ("leaflet", "regulator", "", "ema-leaflets"),
    "index": ("index", "institute", "2025-05-16", "nci-drugs"),
    "summary": ("treatment_summary", "institute", "2025-05-16", "nci-pdq"),
    "trial": ("trial_record", "paper", "", "cell-therapy-trials"),
    "class": ("dictionary", "institute", "2025-05-16", "nci-drug-dictionary"),
}


def biomarker(written: str) -> BiomarkerState:
    """Read ``name``, ``name=state`` or ``~name`` (only the family is named)."""
    name, _, state = written.lstrip("~").partition("=")
    return BiomarkerState(f"biomarker:{slug(name)}", state or "present", written.startswith("~"))


@dataclass
class World:
    """Grows a set of records. Names become ids by kind; every agency and biomarker is made when first named."""

    records: Records = field(default_factory=Records)
    ids: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, label: str, kind: str, identifier: str, **properties: str) -> str:
        self.records.add(Entity(identifier, label, kind, name, properties=tuple(sorted(properties.items()))))
        self.ids[name] = identifier
        return identifier

    def agency(self, name: str) -> str:
        return self.ids.get(name) or self.add(name, "Agency", "agency", f"agency:{name.lower()}")

    def cancer(self, name: str, *, covers: tuple[str, ...] = (), broader: str = "", identifier: str = "") -> str:
        made = self.ids.get(name) or self.add(name, "Cancer", "type", identifier or f"group:{slug(name)}")
        for member in covers:
            self.edge("COVERS", made, self.cancer(member))
        if broader:
            self.edge("BROADER", made, self.cancer(broader))
        return made

    def therapy(self, name: str, kind: str = "substance", *, of: str = "", **properties: str) -> str:
        prefix = "therapy" if kind in ("substance", "formulation") else kind
        made = self.ids.get(name) or self.add(name, "Therapy", kind, f"{prefix}:{slug(name)}", **properties)
        if of:
            self.edge("BRAND_OF" if kind == "product" else "FORM_OF", made, self.ids[of])
        return made

    def product(self, name: str, of: str) -> str:
        return self.therapy(name, "product", of=of)

    def member(self, member: str, of: str, status: str = "accepted") -> str:
        document = self.document("class", of)
        evidence = self.evidence(document, member)
        made = Statement(
            f"st:{digest('member_of', member, of)}",
            "member_of",
            self.ids[member],
            self.ids[of],
            evidence_ids=(evidence,),
            review_status=status,
        )
        self.records.add(made)
        return made.id

    def edge(self, predicate: str, start: str, end: str) -> None:
        self.records.add(Edge(f"edge:{digest(predicate, start, end)}", predicate, start, end))

    def document(self, sort: str, name: str, **changes: str) -> str:
        kind, tier, attested, collection = DOCUMENTS[sort]
        made = f"doc:{collection}/{slug(name)}"
        if made not in self.records.documents:
            values = {"tier": tier, "attested": attested, "published": "", **changes}
            self.records.add(Document(made, name, name, "", "facts", **_document(kind, collection, values)))
        return made

    def row(self, date: str, name: str, tier: str = "press") -> str:
        """Make the document of an event row."""
        made = f"doc:events/{digest(date, name, tier)}"
        values = {"tier": tier, "attested": "2026-07", "published": date}
        self.records.add(Document(made, name, name, "", "facts", **_document("event_row", "events", values)))
        return made

    def evidence(self, document: str, locator: str) -> str:
        made = Evidence(f"ev:{digest(document, locator)}", document, locator, digest(locator))
        self.records.add(made)
        return made.id

    def biomarkers(self, written: tuple[str, ...]) -> tuple[BiomarkerState, ...]:
        for one in written:
            name = one.lstrip("~").partition("=")[0]
            if name not in self.ids:
                self.add(name, "Biomarker", "biomarker", f"biomarker:{slug(name)}")
        return tuple(biomarker(one) for one in written)

    def use(
        self,
        therapy: str,
        cancer: str,
        agency: str,
        *documents: str,
        brands: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        excludes: tuple[str, ...] = (),
        without: tuple[str, ...] = (),
        partners: tuple[str, ...] = (),
        after: tuple[PriorTherapy, ...] = (),
        indication: str = "",
        status: str = "accepted",
        polarity: str = "affirmed",
        predicate: str = "approved_for",
        valid_from: str = "",
        valid_to: str = "",
        tag: str = "",
        **qualifiers: Any,
    ) -> str:
        """Make a use with its Indication; return the Indication's id. ``without`` are limitations of use."""
        subject, target, at = self.ids[therapy], self.cancer(cancer), self.agency(agency) if agency else ""
        key = digest(therapy, cancer, agency, needs, without, sorted(qualifiers.items()), documents, tag, partners)
        approval = predicate == "approved_for" and polarity == "affirmed"
        held = indication or (f"ind:{at.partition(':')[2]}/{slug(therapy)}/{key}" if approval else "")
        if approval and held not in self.records.indications:
            products = tuple(sorted(self.ids[brand] for brand in brands))
            self.records.add(Indication(held, at, subject, documents[0] if documents else "", 1, products))
        self.records.add(
            Statement(
                id=f"st:{digest(predicate, polarity, key, held)}",
                predicate=predicate,
                subject=subject,
                object=target,
                polarity=polarity,
                agency=at,
                indication_id=held,
                partners=tuple(sorted(self.ids[one] for one in partners)),
                excluded_cancers=tuple(sorted(self.cancer(one) for one in without)),
                requires=self.biomarkers(needs),
                excludes=self.biomarkers(excludes),
                after=after,
                qualifiers=Qualifiers(**{"purpose": "treat" if predicate == "approved_for" else "", **qualifiers}),
                evidence_ids=tuple(
                    sorted(self.evidence(document, f"{therapy} {cancer} {key}") for document in documents)
                ),
                review_status=status,
                valid_from=valid_from,
                valid_to=valid_to,
            )
        )
        return held

    def event(self, kind: str, therapy: str, agency: str, date: str, indication: str = "", **changes: Any) -> str:
        """Make an event with its row; return its id."""
        tier = changes.pop("tier", "press")
        row = self.row(date, f"{kind} {therapy} {agency} {indication}", tier)
        made = Event(
            id=f"event:{digest(kind, therapy, agency, date, indication, sorted(changes.items()))}",
            kind=kind,
            agency=self.agency(agency),
            therapy_id=self.ids[therapy],
            indication_id=indication,
            date=date,
            evidence_ids=(self.evidence(row, "row"),),
            **changes,
        )
        self.records.add(made)
        return made.id

    def reported(
        self, therapy: str, cancer: str, agency: str, date: str, *, tier: str = "press", **changes: Any
    ) -> str:
        """Make a use that only a row of the event tables tells, granted on its date; return its Indication."""
        kind = changes.pop("approval_kind", "")
        held = self.use(therapy, cancer, agency, self.row(date, f"{therapy} {cancer} {agency}", tier), **changes)
        self.event("granted", therapy, agency, date, held, tier=tier, approval_kind=kind)
        return held

    def withdrawn(self, therapy: str, cancer: str, agency: str, date: str, **changes: Any) -> str:
        """Make a use that only its withdrawal tells: unknown start, and that end."""
        reason = changes.pop("reason", "unknown")
        row = self.row(date, f"end {therapy} {cancer} {agency}", changes.pop("tier", "regulator_copy"))
        held = self.use(therapy, cancer, agency, row, **changes)
        self.event("indication_withdrawn", therapy, agency, date, held, reason=reason)
        return held

    def covered(
        self,
        therapy: str,
        agency: str,
        products: tuple[tuple[str, str, int], ...],
        *,
        checked: str = "2025-07",
        followed: str = "2026-07",
        route: str = "",
        first: str = "",
    ) -> str:
        """Write a coverage row: (product, document of its uses, number held) each."""
        at = self.agency(agency)
        made = Coverage(
            id=f"cov:{agency.lower()}/{slug(therapy)}",
            agency=at,
            therapy_id=self.ids[therapy],
            products=tuple(
                CoveredProduct(self.ids[name], document, held, held, 0) for name, document, held in products
            ),
            closed_list=products[0][1],
            checked_on=checked,
            followed_to=followed,
            route=route or ("ema_central" if agency == "EMA" else "fda_drugs"),
            first_attested=first or checked,
        )
        self.records.add(made)
        return made.id

    def doubt(self, therapy: str, cancer: str = "", agency: str = "", document: str = "") -> str:
        made = ReviewItem(
            f"rev:{digest(therapy, cancer, agency, document)}",
            "use_not_read",
            "use",
            therapy_id=self.ids[therapy],
            cancer_id=self.cancer(cancer) if cancer else "",
            agency=self.agency(agency) if agency else "",
            document_id=document,
        )
        self.records.add(made)
        return made.id


def _document(kind: str, collection: str, values: dict[str, str]) -> dict[str, Any]:
    return {"kind": kind, "collection": collection, "sha256": "", **values}
