"""The facts behind ``verdict_cases.tsv``, made by hand from the documents that it names."""

from dataclasses import replace
from typing import Any

from graph.model import PriorTherapy
from tests.answers.verdict.case_world_older import add_withdrawn_and_older
from tests.answers.verdict.world import World

CAR_T = "CAR T-cell therapy"
SEVEN = {
    "tisagenlecleucel": "Kymriah",
    "axicabtagene ciloleucel": "Yescarta",
    "brexucabtagene autoleucel": "Tecartus",
    "lisocabtagene maraleucel": "Breyanzi",
    "idecabtagene vicleucel": "Abecma",
    "ciltacabtagene autoleucel": "Carvykti",
    "obecabtagene autoleucel": "Aucatzyl",
}
LARGE_B = ("diffuse large B-cell lymphoma", "high-grade B-cell lymphoma", "primary mediastinal large B-cell lymphoma")


def case_world() -> World:
    """Return every fact that the cases need."""
    world = World()
    _cancers(world)
    _car_t(world)
    _other_cells(world)
    _kinase_inhibitors(world)
    _checkpoint_inhibitors(world)
    _antibodies(world)
    add_withdrawn_and_older(world)
    return world


def _cancers(world: World) -> None:
    blood = ("lymphoma", "leukemia", "multiple myeloma")
    solid = (
        "lung cancer", "gastric cancer", "pancreatic cancer", "colorectal cancer", "melanoma", "breast cancer",
        "ovarian cancer", "prostate cancer", "bladder cancer", "thyroid cancer", "soft tissue sarcoma",
    )  # fmt: skip
    world.cancer("blood cancer", covers=blood)
    world.cancer("solid tumor", covers=solid)
    world.cancer("lung cancer", covers=("non-small cell lung cancer", "small cell lung cancer"))
    world.cancer("gastric cancer", covers=("gastric adenocarcinoma", "gastroesophageal junction adenocarcinoma"))
    world.cancer("breast cancer", covers=("triple-negative breast cancer",))
    world.cancer("bladder cancer", covers=("non-muscle-invasive bladder cancer",))
    world.cancer("thyroid cancer", covers=("differentiated thyroid cancer", "medullary thyroid cancer"))
    world.cancer("soft tissue sarcoma", covers=("synovial sarcoma", "gastrointestinal stromal tumor"))
    world.cancer("lymphoma", covers=("Hodgkin lymphoma", "non-Hodgkin lymphoma"))
    world.cancer("large B-cell lymphoma", covers=LARGE_B)
    world.cancer(
        "B-cell non-Hodgkin lymphoma",
        covers=("large B-cell lymphoma", "follicular lymphoma", "mantle cell lymphoma", "marginal zone lymphoma"),
    )
    world.cancer("T-cell lymphoma", covers=("peripheral T-cell lymphoma", "cutaneous T-cell lymphoma"))
    world.cancer("non-Hodgkin lymphoma", covers=("B-cell non-Hodgkin lymphoma", "T-cell lymphoma"))
    world.cancer(
        "leukemia",
        covers=("acute leukemia", "chronic lymphocytic leukemia", "chronic myeloid leukemia"),
    )
    world.cancer("acute leukemia", covers=("acute myeloid leukemia", "B-cell acute lymphoblastic leukemia"))
    world.cancer("cervical cancer")
    world.cancer("testicular cancer")
    # OncoTree files myeloma under mature B-cell neoplasms; labels of lymphoma do not mean it
    world.cancer("multiple myeloma", broader="mature B-cell neoplasm")


def _car_t(world: World) -> None:
    world.therapy(CAR_T, "class", closed="closed")
    table = world.document("page", "research car t cells")
    for substance, brand in SEVEN.items():
        world.therapy(substance)
        world.product(brand, substance)
        world.member(substance, CAR_T)
    pages = {name: world.document("page", name) for name in SEVEN}
    ema = {name: world.document("ema", name) for name in SEVEN}
    b_all, myeloma = "B-cell acute lymphoblastic leukemia", "multiple myeloma"
    kymriah: dict[str, Any] = {"brands": ("Kymriah",)}
    first = world.use("tisagenlecleucel", b_all, "FDA", pages["tisagenlecleucel"], age_max=25, **kymriah)
    world.event("granted", "tisagenlecleucel", "FDA", "2017-08-30", first, approval_kind="regular")
    for kind in (*LARGE_B[:2], "follicular lymphoma"):
        world.use("tisagenlecleucel", kind, "FDA", pages["tisagenlecleucel"], **kymriah)
    world.use("tisagenlecleucel", "acute myeloid leukemia", "FDA", world.document("index", "cancer drugs"), **kymriah)
    world.use("tisagenlecleucel", b_all, "EMA", ema["tisagenlecleucel"], age_max=25, **kymriah)
    for kind in (*LARGE_B, "follicular lymphoma"):
        world.use("axicabtagene ciloleucel", kind, "FDA", pages["axicabtagene ciloleucel"], brands=("Yescarta",))
    world.use("axicabtagene ciloleucel", LARGE_B[0], "EMA", ema["axicabtagene ciloleucel"], brands=("Yescarta",))
    for kind in ("mantle cell lymphoma", b_all):
        world.use("brexucabtagene autoleucel", kind, "FDA", pages["brexucabtagene autoleucel"], brands=("Tecartus",))
    world.use("brexucabtagene autoleucel", "mantle cell lymphoma", "EMA", ema["brexucabtagene autoleucel"])
    breyanzi: dict[str, Any] = {"brands": ("Breyanzi",)}
    for kind in (*LARGE_B, "chronic lymphocytic leukemia", "follicular lymphoma", "mantle cell lymphoma"):
        world.use("lisocabtagene maraleucel", kind, "FDA", pages["lisocabtagene maraleucel"], **breyanzi)
    world.reported("lisocabtagene maraleucel", "marginal zone lymphoma", "FDA", "2025-12-04", **breyanzi)
    world.use("lisocabtagene maraleucel", LARGE_B[0], "EMA", ema["lisocabtagene maraleucel"], **breyanzi)
    for agency, documents in (("FDA", pages), ("EMA", ema)):
        world.use("idecabtagene vicleucel", myeloma, agency, documents["idecabtagene vicleucel"], brands=("Abecma",))
    _carvykti(world, pages["ciltacabtagene autoleucel"], ema["ciltacabtagene autoleucel"])
    world.use("obecabtagene autoleucel", b_all, "FDA", pages["obecabtagene autoleucel"], brands=("Aucatzyl",))
    world.reported("obecabtagene autoleucel", b_all, "MHRA", "2025-04-25", approval_kind="conditional")
    world.reported("obecabtagene autoleucel", b_all, "EMA", "2025-07", approval_kind="conditional", age_min=26)
    held = {"FDA": (4, 4, 2, 6, 1, 1, 1), "EMA": (1, 1, 1, 1, 1, 1, 0)}
    for agency, documents in (("FDA", pages), ("EMA", ema)):
        listed = tuple((name, documents[name], count) for name, count in zip(SEVEN, held[agency], strict=True))
        listed = tuple((name, "" if not count else document, count) for name, document, count in listed)
        checked = "2025-05" if agency == "FDA" else "2023-12-05"
        world.covered(CAR_T, agency, listed, checked=checked)
    for name, count in zip(SEVEN, held["FDA"], strict=True):
        world.covered(name, "FDA", ((SEVEN[name], pages[name], count),), checked="2025-05-16")
    assert table
    trial = world.document("trial", "EGFR CAR-T in lung cancer", published="2018-02")
    world.use(CAR_T, "lung cancer", "", trial, predicate="studied_for")
    world.therapy("satricabtagene autoleucel")
    world.member("satricabtagene autoleucel", CAR_T)
    china = world.document("trial", "CT041-ST-01", published="2026-03")
    world.use("satricabtagene autoleucel", "gastric adenocarcinoma", "", china, predicate="studied_for")
    for kind in ("gastric adenocarcinoma", "gastroesophageal junction adenocarcinoma"):
        needs = ("CLDN18.2-positive=positive", "HER2-positive=absent")
        world.reported("satricabtagene autoleucel", kind, "NMPA", "2026-06-22", needs=needs)


def _carvykti(world: World, page: str, ema: str) -> None:
    """Four lines in 2022, one since 2024-04-05: one Indication with two generations of its reading."""
    row = world.row("2022-02-28", "Carvykti granted", "regulator")
    after = (PriorTherapy("", "received", 4),)
    name, brands = "ciltacabtagene autoleucel", ("Carvykti",)
    held = world.use(
        name, "multiple myeloma", "FDA", row, brands=brands, after=after, tag="first", valid_to="2024-04-05"
    )
    one = (PriorTherapy("", "received", 1),)
    world.use(name, "multiple myeloma", "FDA", page, brands=brands, after=one, indication=held, valid_from="2024-04-05")
    world.event("granted", name, "FDA", "2022-02-28", held, tier="regulator")
    world.event("broadened", name, "FDA", "2024-04-05", held)
    world.use(name, "multiple myeloma", "EMA", ema, brands=brands, after=(PriorTherapy("", "received", 3),))


def _other_cells(world: World) -> None:
    world.therapy("sipuleucel-T")
    world.product("Provenge", "sipuleucel-T")
    world.use("sipuleucel-T", "prostate cancer", "FDA", world.document("page", "sipuleucel-T"), brands=("Provenge",))
    held = world.reported(
        "sipuleucel-T", "prostate cancer", "EMA", "2013-09-06", tier="regulator", brands=("Provenge",)
    )
    world.event(
        "indication_withdrawn", "sipuleucel-T", "EMA", "2015-05-06", held, tier="regulator", reason="commercial"
    )
    world.therapy("lifileucel")
    world.use("lifileucel", "melanoma", "FDA", world.document("page", "lifileucel"), approval_kind="accelerated")
    world.therapy("afamitresgene autoleucel")
    needs = ("MAGE-A4-positive=positive", "HLA-A*02-positive=positive")
    world.use("afamitresgene autoleucel", "synovial sarcoma", "FDA", world.document("page", "afami-cel"), needs=needs)


def _kinase_inhibitors(world: World) -> None:
    for name, brand in (
        ("osimertinib", "Tagrisso"),
        ("dabrafenib", "Tafinlar"),
        ("larotrectinib", "Vitrakvi"),
        ("pralsetinib", "Gavreto"),
        ("imatinib", "Gleevec"),
        ("gefitinib", "Iressa"),
        ("nilotinib", "Tasigna"),
        ("olaparib", "Lynparza"),
        ("niraparib", "Zejula"),
    ):
        world.therapy(name)
        world.product(brand, name)
    world.therapy("trametinib")
    lung, melanoma = "non-small cell lung cancer", "melanoma"
    label, tagrisso = world.document("label", "Tagrisso"), ("Tagrisso",)
    first = ""
    for marker in ("EGFR exon 19 deletion", "EGFR L858R"):
        first = world.use("osimertinib", lung, "FDA", label, brands=tagrisso, needs=(marker,), indication=first)
    after = (PriorTherapy("", "progressed", 1),)
    world.use("osimertinib", lung, "FDA", label, brands=tagrisso, needs=("EGFR T790M",), after=after)
    world.covered("osimertinib", "FDA", (("Tagrisso", label, 2),))
    ema = world.document("ema", "Tagrisso")
    world.use("osimertinib", lung, "EMA", ema, brands=tagrisso, needs=("EGFR exon 19 deletion",))
    world.covered("osimertinib", "EMA", (("Tagrisso", ema, 1),), checked="2023-12-05")
    label = world.document("label", "Tafinlar")
    tafinlar: dict[str, Any] = {"brands": ("Tafinlar",)}
    for marker in ("BRAF V600E", "BRAF V600K"):
        world.use("dabrafenib", melanoma, "FDA", label, needs=(marker,), partners=("trametinib",), **tafinlar)
    world.use("dabrafenib", melanoma, "FDA", label, needs=("BRAF V600E",), combination="monotherapy", **tafinlar)
    world.use(
        "dabrafenib", "solid tumor", "FDA", label, needs=("BRAF V600E",), partners=("trametinib",),
        without=("colorectal cancer",), **tafinlar,
    )  # fmt: skip
    world.covered("dabrafenib", "FDA", (("Tafinlar", label, 4),))
    for agency, sort in (("FDA", "page"), ("EMA", "ema")):
        document = world.document(sort, "Vitrakvi")
        world.use("larotrectinib", "solid tumor", agency, document, brands=("Vitrakvi",), needs=("NTRK fusion",))
    _pralsetinib(world)
    page, generic = world.document("page", "Gleevec"), world.document("generic", "imatinib")
    ph = ("BCR::ABL1",)
    world.use("imatinib", "chronic myeloid leukemia", "FDA", page, generic, brands=("Gleevec",), needs=ph)
    gist = "gastrointestinal stromal tumor"
    world.use("imatinib", gist, "FDA", page, brands=("Gleevec",), needs=("KIT-positive=positive",))
    world.covered("imatinib", "FDA", (("Gleevec", page, 2),))
    world.product("Glivec", "imatinib")
    world.product("Imatinib medac", "imatinib")
    glivec, medac = world.document("ema", "Glivec"), world.document("ema", "Imatinib medac")
    world.use("imatinib", gist, "EMA", glivec, brands=("Glivec",), needs=("KIT-positive=positive",))
    world.use("imatinib", "chronic myeloid leukemia", "EMA", medac, brands=("Imatinib medac",), needs=ph)
    row = world.evidence(medac, "status")
    ended = world.event("product_withdrawn", "Imatinib medac", "EMA", "")
    world.records.add(replace(world.records.events[ended], evidence_ids=(row,)))
    world.use("gefitinib", lung, "FDA", world.document("page", "Iressa"), needs=("~EGFR mutation",), brands=("Iressa",))
    world.withdrawn("gefitinib", lung, "FDA", "", tier="paper")
    world.use("nilotinib", "chronic myeloid leukemia", "EMA", world.document("ema", "Tasigna"), needs=ph)
    world.event("indication_withdrawn", "nilotinib", "EMA", "2014-05-21", act="application")
    _parp_inhibitors(world)


def _pralsetinib(world: World) -> None:
    label, page = world.document("label", "Gavreto"), world.document("page", "pralsetinib")
    gavreto: dict[str, Any] = {"brands": ("Gavreto",)}
    lung = "non-small cell lung cancer"
    world.use("pralsetinib", lung, "FDA", label, page, needs=("RET fusion",), **gavreto)
    world.use("pralsetinib", "thyroid cancer", "FDA", label, page, needs=("RET fusion",), age_min=12, **gavreto)
    held = world.reported(
        "pralsetinib", "medullary thyroid cancer", "FDA", "2020-12-01", needs=("RET mutation",), **gavreto
    )
    world.event("indication_withdrawn", "pralsetinib", "FDA", "2023-06-30", held, tier="company")
    world.covered("pralsetinib", "FDA", (("Gavreto", label, 2),))
    ema = world.document("ema", "Gavreto")
    world.use("pralsetinib", lung, "EMA", ema, needs=("RET fusion",), **gavreto)
    world.event("indication_withdrawn", "pralsetinib", "EMA", "2022-11-03", act="application")
    world.covered("pralsetinib", "EMA", (("Gavreto", ema, 1),), checked="2023-12-05")


def _parp_inhibitors(world: World) -> None:
    label = world.document("label", "Lynparza")
    lynparza: dict[str, Any] = {"brands": ("Lynparza",), "setting": "maintenance"}
    brca, ovarian = ("BRCA mutation",), "ovarian cancer"
    world.use("olaparib", ovarian, "FDA", label, needs=brca, line_min=1, line_max=1, **lynparza)
    first = ""
    for marker in ("HRD", "BRCA mutation"):
        first = world.use(
            "olaparib", ovarian, "FDA", label, needs=(marker,), line_min=1, line_max=1, indication=first,
            combination="combination", **lynparza,
        )  # fmt: skip
    later = world.use(
        "olaparib", ovarian, "FDA", label, needs=brca, disease_state=("recurrent",), line_min=2, **lynparza
    )
    world.event("narrowed", "olaparib", "FDA", "2023", later, tier="paper")
    world.withdrawn("olaparib", ovarian, "FDA", "2024-03-26", line_min=4)
    world.covered("olaparib", "FDA", (("Lynparza", label, 3),))
    label = world.document("label", "Zejula")
    zejula: dict[str, Any] = {"brands": ("Zejula",), "setting": "maintenance"}
    world.use("niraparib", ovarian, "FDA", label, line_min=1, line_max=1, **zejula)
    world.use("niraparib", ovarian, "FDA", label, needs=("germline BRCA mutation",), line_min=2, **zejula)


def _checkpoint_inhibitors(world: World) -> None:
    world.therapy("immunotherapy", "class", closed="open")
    world.therapy("targeted therapy", "class", closed="open")
    world.therapy("chemotherapy", "class", closed="open")
    for name, brand in (
        ("pembrolizumab", "Keytruda"),
        ("durvalumab", "Imfinzi"),
        ("nivolumab", "Opdivo"),
        ("atezolizumab", "Tecentriq"),
    ):
        world.therapy(name)
        world.product(brand, name)
        world.member(name, "immunotherapy")
    world.member("osimertinib", "targeted therapy")
    label = world.document("label", "Keytruda")
    keytruda: dict[str, Any] = {"brands": ("Keytruda",)}
    chemotherapy = ("chemotherapy",)
    gastric = ("gastric adenocarcinoma", "gastroesophageal junction adenocarcinoma")
    for state in ("HER2-positive=positive", "HER2-positive=absent"):
        held = ""
        for kind in (*gastric, "gastric cancer"):
            needs = (state, "PD-L1 CPS ≥ 1=positive")
            held = world.use(
                "pembrolizumab", kind, "FDA", label, needs=needs, partners=chemotherapy, indication=held, **keytruda
            )
        if state.endswith("absent"):
            world.event("narrowed", "pembrolizumab", "FDA", "2025-06", held)
    for marker in ("MSI-H=high", "dMMR=deficient", "TMB-H (≥ 10 mut/Mb)=high"):
        world.use("pembrolizumab", "solid tumor", "FDA", label, needs=(marker,), **keytruda)
    world.use("pembrolizumab", "non-small cell lung cancer", "FDA", label, setting="perioperative", **keytruda)
    world.withdrawn("pembrolizumab", "small cell lung cancer", "FDA", "2021-03-30")
    world.covered("pembrolizumab", "FDA", (("Keytruda", label, 6),))
    label = world.document("label", "Imfinzi")
    world.use("durvalumab", "non-small cell lung cancer", "FDA", label, brands=("Imfinzi",))
    world.reported("durvalumab", "gastric cancer", "FDA", "2025-11", brands=("Imfinzi",), setting="perioperative")
    world.covered("durvalumab", "FDA", (("Imfinzi", label, 1),))
    world.use("nivolumab", "melanoma", "FDA", world.document("label", "Opdivo"), brands=("Opdivo",))
    world.withdrawn("nivolumab", "small cell lung cancer", "FDA", "2020-12-29", brands=("Opdivo",))
    world.use("atezolizumab", "small cell lung cancer", "FDA", world.document("label", "Tecentriq"))
    world.withdrawn("atezolizumab", "triple-negative breast cancer", "FDA", "2021-10-06")


def _antibodies(world: World) -> None:
    world.therapy("bevacizumab")
    for brand in ("Avastin", "Mvasi", "Jobevne", "Abevmy"):
        world.product(brand, "bevacizumab")
    page, label = world.document("page", "bevacizumab"), world.document("label", "Mvasi")
    world.use("bevacizumab", "ovarian cancer", "FDA", page, label, brands=("Avastin", "Mvasi"))
    world.use("bevacizumab", "cervical cancer", "FDA", page, brands=("Avastin", "Mvasi"))
    world.event("label_warning", "Jobevne", "FDA", "2025-05")
    world.withdrawn("bevacizumab", "breast cancer", "FDA", "2011-11-18", brands=("Avastin",))
    world.use("bevacizumab", "breast cancer", "EMA", world.document("ema", "Avastin"), brands=("Avastin",))
    world.use("bevacizumab", "ovarian cancer", "EMA", world.document("ema", "Abevmy"), brands=("Abevmy",))
    world.therapy("rituximab")
    for brand in ("Rituxan", "Truxima", "MabThera"):
        world.product(brand, "rituximab")
    page = world.document("page", "rituximab")
    world.use("rituximab", "B-cell non-Hodgkin lymphoma", "FDA", page, brands=("Rituxan", "Truxima"))
    world.use("rituximab", "B-cell acute lymphoblastic leukemia", "FDA", page, brands=("Rituxan",), age_max=17)
    world.covered("rituximab", "FDA", (("Rituxan", page, 2), ("Truxima", page, 1)), checked="2025-05-16")
    world.use("rituximab", "chronic lymphocytic leukemia", "EMA", world.document("ema", "MabThera"))
    world.therapy("trastuzumab deruxtecan")
    world.reported("trastuzumab deruxtecan", "solid tumor", "FDA", "2024-04-05", needs=("HER2 IHC 3+",))
    world.therapy("belantamab mafodotin")
    name, myeloma = "belantamab mafodotin", "multiple myeloma"
    first = world.reported(name, myeloma, "FDA", "2020-08-05", combination="monotherapy")
    world.event("indication_withdrawn", name, "FDA", "2022", first, announced="2022-11", reason="failed_confirmation")
    world.reported(name, myeloma, "FDA", "2025-10-23", combination="combination")
    world.use(name, myeloma, "EMA", world.document("ema", "Blenrep"), combination="monotherapy")
    world.event("refused", name, "EMA", "2023-09-15", act="opinion", cancer_id=world.ids[myeloma])
    world.reported(name, myeloma, "MHRA", "2025", combination="combination")
