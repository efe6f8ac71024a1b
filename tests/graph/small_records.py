"""A small, invented world with one of everything that the projection must tell apart."""

from dataclasses import replace

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
    Name,
    PriorTherapy,
    Qualifiers,
    Records,
    ReviewItem,
    Statement,
)
from graph.model.version import Version

FDA, EMA = "agency:fda", "agency:ema"


def therapy(key: str, kind: str) -> Entity:
    return Entity(key, "Therapy", kind, key.partition(":")[2])


def edge(predicate: str, subject: str, obj: str, valid_to: str = "") -> Edge:
    return Edge(f"edge:{predicate}/{subject}/{obj}", predicate, subject, obj, valid_to=valid_to)


def member_of(member: str, group: str, predicate: str = "member_of", status: str = "accepted") -> Statement:
    return Statement(f"st:{predicate}/{member}/{group}", predicate, member, group, review_status=status)


def use(
    key: str, subject: str, cancer: str, agency: str = FDA, brands: tuple[str, ...] = ()
) -> list[Statement | Indication]:
    """Make one use on a label, with its indication."""
    indication = Indication(f"ind:{key}", agency, subject, "doc:label", 1, brands)
    statement = Statement(
        f"st:{key}",
        "approved_for",
        subject,
        cancer,
        agency=agency,
        indication_id=indication.id,
        qualifiers=Qualifiers(purpose="treat", approval_kind="regular"),
        evidence_ids=("ev:label",),
        review_status="accepted",
        valid_from="2020-03",
    )
    return [indication, statement]


def small_records() -> Records:
    records = Records()
    records.extend(
        [
            Entity(FDA, "Agency", "agency", "FDA"),
            Entity(EMA, "Agency", "agency", "EMA"),
            Entity("oncotree:LUNG", "Cancer", "type", "Lung", plain_name="lung cancer"),
            Entity("oncotree:NSCLC", "Cancer", "type", "Non-Small Cell Lung Cancer", mappings=("ncit:C2926",)),
            Entity("oncotree:LUAD", "Cancer", "type", "Lung Adenocarcinoma"),
            Entity("oncotree:SCLC", "Cancer", "type", "Small Cell Lung Cancer"),
            Entity("group:lung", "Cancer", "group", "lung cancer", properties=(("loose", "yes"),)),
            Entity("biomarker:egfr", "Biomarker", "alteration", "EGFR exon 19 deletion"),
            Entity("step:1", "MechanismStep", "step", "cells are collected"),
            Entity("barrier:reach", "Barrier", "barrier", "cells do not reach the tumour"),
            Entity("strategy:local", "Strategy", "direction", "cells given into the chest"),
            Entity("ae:crs", "AdverseEffect", "effect", "cytokine release"),
            therapy("class:cells", "class"),
            therapy("class:immune", "class"),
            therapy("class:small-molecules", "class"),
            therapy("ncit:alpha", "substance"),
            therapy("ncit:beta", "substance"),
            therapy("therapy:beta-sc", "formulation"),
            therapy("therapy:beta-liposomal", "formulation"),
            therapy("product:alfa", "product"),
            therapy("product:betta", "product"),
            therapy("product:betta-two", "product"),
            therapy("product:betta-sc", "product"),
            therapy("product:betta-lipo", "product"),
            therapy("product:alfa-betta", "product"),
            Name("name:1", "ncit:alpha", "Alpha", "preferred"),
            Name("name:2", "ncit:alpha", "ALF", "abbreviation", case_sensitive=True),
            Name("name:3", "oncotree:NSCLC", "NSCLC", "abbreviation"),
            Name("name:4", "group:lung", "lung cancer", "lay"),
            Document(
                "doc:label", "Label", "FDA", "https://example.org", "public", "regulator", "label", "labels", "0" * 64
            ),
            Evidence("ev:label", "doc:label", "Indications, bullet 1", "1" * 64, 4, 40),
            edge("BROADER", "oncotree:NSCLC", "oncotree:LUNG"),
            edge("BROADER", "oncotree:SCLC", "oncotree:LUNG"),
            edge("BROADER", "oncotree:LUAD", "oncotree:NSCLC"),
            edge("COVERS", "group:lung", "oncotree:NSCLC"),
            edge("COVERS", "group:lung", "oncotree:SCLC"),
            edge("COVERS", "oncotree:NSCLC", "oncotree:LUAD"),
            edge("BRAND_OF", "product:alfa", "ncit:alpha"),
            edge("BRAND_OF", "product:betta", "ncit:beta"),
            edge("BRAND_OF", "product:betta-two", "ncit:beta"),
            edge("BRAND_OF", "product:betta-sc", "therapy:beta-sc"),
            edge("BRAND_OF", "product:betta-lipo", "therapy:beta-liposomal"),
            edge("BRAND_OF", "product:alfa-betta", "ncit:alpha"),
            edge("BRAND_OF", "product:alfa-betta", "ncit:beta"),
            edge("FORM_OF", "therapy:beta-sc", "ncit:beta"),
            edge("FORM_OF", "therapy:beta-liposomal", "ncit:beta"),
            edge("SAME_FORMULATION", "therapy:beta-sc", "ncit:beta"),
            edge("DISJOINT_WITH", "class:cells", "class:small-molecules"),
            member_of("ncit:alpha", "class:cells"),
            member_of("class:cells", "class:immune"),
            member_of("ncit:beta", "class:immune"),
            member_of("ncit:beta", "class:cells", "not_member_of"),
            *use("alpha-nsclc", "ncit:alpha", "oncotree:NSCLC", brands=("product:alfa",)),
            *use("alpha-sclc-ema", "ncit:alpha", "oncotree:SCLC", agency=EMA),
            *use("beta-lung", "ncit:beta", "group:lung", brands=("product:betta",)),
            *use("beta-sc", "therapy:beta-sc", "oncotree:SCLC", brands=("product:betta-sc",)),
            *use("beta-lipo", "therapy:beta-liposomal", "oncotree:LUAD", brands=("product:betta-lipo",)),
            *use("combination", "product:alfa-betta", "oncotree:LUNG", brands=("product:alfa-betta",)),
            Statement(
                "st:step",
                "has_mechanism_step",
                "class:cells",
                "step:1",
                qualifiers=Qualifiers(order=1, note="first"),
                evidence_ids=("ev:label",),
                review_status="single_source",
            ),
            Statement(
                "st:harm",
                "causes",
                "ncit:beta",
                "ae:crs",
                qualifiers=Qualifiers(frequency="common"),
                review_status="accepted",
            ),
            Statement("st:barrier", "has_barrier", "ncit:alpha", "barrier:reach", review_status="accepted"),
            Statement("st:addresses", "addresses", "strategy:local", "barrier:reach", review_status="single_source"),
            Statement("st:doubtful-harm", "causes", "ncit:alpha", "ae:crs", review_status="proposed"),
            Event(
                "event:1",
                "granted",
                FDA,
                "ncit:alpha",
                "ind:alpha-nsclc",
                date="2020-03-04",
                evidence_ids=("ev:label",),
            ),
            Event(
                "event:2", "indication_withdrawn", FDA, "ncit:beta", "ind:beta-lung", date="2024", reason="commercial"
            ),
            Event("event:3", "product_withdrawn", EMA, "product:betta-two", date="2025-01"),
            Event(
                "event:4",
                "indication_withdrawn",
                FDA,
                "ncit:alpha",
                announced="2026-02",
                open=True,
                candidates=("ind:alpha-nsclc", "ind:combination"),
            ),
            Coverage(
                "cov:cells",
                FDA,
                "class:cells",
                (CoveredProduct("product:alfa", "doc:label", 2, 1, 1),),
                "doc:label",
                "2025-05",
                "2026-07",
                "fda_biologics",
                evidence_ids=("ev:label",),
            ),
            Coverage("cov:empty", EMA, "ncit:alpha", (), "doc:label", "2023-12-05", "2023-12-05", "ema_central"),
            ReviewItem("rev:1", "no_cancer_linked", "use", therapy_id="ncit:alpha", agency=FDA),
            ReviewItem("rev:2", "decided", "use", therapy_id="ncit:alpha", agency=FDA, status="rejected"),
        ]
    )
    qualified = replace(
        records.statements["st:alpha-nsclc"],
        partners=("ncit:beta",),
        excluded_cancers=("oncotree:SCLC",),
        requires=(BiomarkerState("biomarker:egfr", "present"),),
        excludes=(BiomarkerState("biomarker:egfr", "absent", group=True),),
        after=(PriorTherapy("ncit:beta", "progressed", 2), PriorTherapy("", "received", 1, "systemic therapy")),
        not_after=(PriorTherapy("class:immune", "received"),),
    )
    records.add(qualified)
    return records


def small_history() -> list[Version]:
    """Tell since when the small world's records are known, and what was known of two of them before."""
    records = small_records()
    harm, cover = records.statements["st:harm"], records.coverage["cov:empty"]
    before = [
        Version(
            "statements", harm.id, "2026-01-01", replace(harm, qualifiers=Qualifiers(frequency="rare")), "2026-02-01"
        ),
        Version("coverage", cover.id, "2026-01-01", replace(cover, checked_on="2022"), "2026-03-01"),
        Version("statements", "st:retracted", "2026-01-15", replace(harm, id="st:retracted"), "2026-04-01"),
        Version("statements", "st:retracted", "2026-04-01", None),
    ]
    later = {harm.id: "2026-02-01", cover.id: "2026-03-01"}
    now = [
        Version(kind, one.id, later.get(one.id, "2026-01-01"), one)
        for kind in ("statements", "events", "coverage", "reviews")
        for one in getattr(records, kind).values()
    ]
    return [*before, *now]
