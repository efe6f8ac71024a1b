"""More facts behind ``verdict_cases.tsv``: withdrawn uses, older chemotherapy, other purposes, other agencies."""

from tests.answers.verdict.world import World


def add_withdrawn_and_older(world: World) -> None:
    """Add them; the cancers must be there."""
    _withdrawn(world)
    _chemotherapy(world)
    _purposes(world)
    _elsewhere(world)


def _withdrawn(world: World) -> None:
    follicular = "follicular lymphoma"
    world.therapy("ibrutinib")
    world.use("ibrutinib", "chronic lymphocytic leukemia", "FDA", world.document("label", "Imbruvica"))
    world.withdrawn("ibrutinib", "mantle cell lymphoma", "FDA", "2023-12-18")
    world.therapy("idelalisib")
    world.use("idelalisib", "chronic lymphocytic leukemia", "FDA", world.document("label", "Zydelig"))
    row = world.row("2022-05-26", "end idelalisib", "regulator_copy")
    held = world.use("idelalisib", follicular, "FDA", row)
    world.event("indication_withdrawn", "idelalisib", "FDA", "2022-05-26", held, announced="2022-01")
    world.therapy("tazemetostat")
    label = world.document("label", "Tazverik")
    for needs in (("EZH2 mutation",), ()):
        held = world.use("tazemetostat", follicular, "FDA", label, needs=needs)
        world.event("indication_withdrawn", "tazemetostat", "FDA", "2026-06-22", held, announced="2026-03-09")
    world.therapy("mobocertinib")
    lung = "non-small cell lung cancer"
    held = world.reported("mobocertinib", lung, "FDA", "2021-09-15", needs=("EGFR exon 20 insertion",))
    world.event("indication_withdrawn", "mobocertinib", "FDA", "2024-07-15", held, announced="2023-10")
    world.therapy("romidepsin")
    world.use("romidepsin", "cutaneous T-cell lymphoma", "FDA", world.document("page", "romidepsin"))
    world.withdrawn("romidepsin", "peripheral T-cell lymphoma", "FDA", "", tier="press")
    world.therapy("olaratumab")
    world.withdrawn("olaratumab", "soft tissue sarcoma", "FDA", "2020-02-25", reason="failed_confirmation")
    world.therapy("masitinib")
    gist = world.ids["gastrointestinal stromal tumor"]
    world.event("refused", "masitinib", "EMA", "2014-07-04", cancer_id=gist, tier="regulator")
    world.therapy("odronextamab")
    world.reported("odronextamab", follicular, "EMA", "2024-08", approval_kind="conditional")
    world.event("refused", "odronextamab", "FDA", "2024-03", act="application", cancer_id=world.ids[follicular])


def _chemotherapy(world: World) -> None:
    for name in ("CHOP", "FOLFOX"):
        world.therapy(name, "regimen")
    for name in ("surgery", "radiation therapy", "stem cell transplant"):
        world.therapy(name, "procedure")
    for name in ("cisplatin", "paclitaxel", "irinotecan", "tamoxifen", "BCG"):
        world.therapy(name)
    world.therapy("nab-paclitaxel", "formulation", of="paclitaxel")
    world.therapy("liposomal irinotecan", "formulation", of="irinotecan")
    uses = {
        "cisplatin": ("bladder cancer", "ovarian cancer", "testicular cancer"),
        "paclitaxel": ("breast cancer", "non-small cell lung cancer", "ovarian cancer"),
        "irinotecan": ("colorectal cancer",),
        "tamoxifen": ("breast cancer",),
        "nab-paclitaxel": ("breast cancer", "non-small cell lung cancer", "pancreatic cancer"),
        "liposomal irinotecan": ("pancreatic cancer",),
    }
    for name, cancers in uses.items():
        page = world.document("page", name)
        for cancer in cancers:
            world.use(name, cancer, "FDA", page)
        world.covered(name, "FDA", ((name, page, len(cancers)),), checked="2025-05-16")
    world.use("nab-paclitaxel", "pancreatic cancer", "EMA", world.document("ema", "Abraxane"))
    summary = world.document("summary", "non-small cell lung cancer")
    world.use("cisplatin", "non-small cell lung cancer", "", summary, predicate="option_for", setting="adjuvant")
    label = world.document("label", "TICE BCG")
    nmibc = "non-muscle-invasive bladder cancer"
    world.use("BCG", nmibc, "FDA", label, disease_state=("non-muscle-invasive",))
    world.covered("BCG", "FDA", (("BCG", label, 1),), route="fda_biologics")


def _purposes(world: World) -> None:
    for name, cancer, purpose in (
        ("raloxifene", "breast cancer", "prevent"),
        ("human papillomavirus 9-valent vaccine", "cervical cancer", "prevent"),
        ("rasburicase", "leukemia", "reduce_effect_of_treatment"),
        ("treosulfan", "acute myeloid leukemia", "prepare_for_transplant"),
        ("levothyroxine", "thyroid cancer", "adjunct"),
    ):
        world.therapy(name)
        label = world.document("label", name)
        world.use(name, cancer, "FDA", label, purpose=purpose)
        world.covered(name, "FDA", ((name, label, 1),))


def _elsewhere(world: World) -> None:
    for name in (
        "lutetium Lu 177 vipivotide tetraxetan", "lutetium Lu 177 dotatate", "nogapendekin alfa inbakicept",
        "zolbetuximab", "tarlatamab", "datopotamab deruxtecan", "sotorasib",
    ):  # fmt: skip
        world.therapy(name)
    page = world.document("page", "Pluvicto")
    world.use(
        "lutetium Lu 177 vipivotide tetraxetan", "prostate cancer", "FDA", page, needs=("PSMA-positive=positive",)
    )
    page = world.document("page", "Lutathera")
    tumor = "gastroenteropancreatic neuroendocrine tumor"
    world.use("lutetium Lu 177 dotatate", tumor, "FDA", page, needs=("SSTR-positive=positive",))
    covered = (("lutetium Lu 177 dotatate", page, 1),)
    world.covered("lutetium Lu 177 dotatate", "FDA", covered, checked="2025-05-16")
    lung = "non-small cell lung cancer"
    world.reported("nogapendekin alfa inbakicept", lung, "SFDA", "2026-01", approval_kind="conditional")
    needs = ("CLDN18.2-positive=positive", "HER2-positive=absent")
    world.reported("zolbetuximab", "gastric cancer", "EMA", "2024-09", needs=needs)
    world.reported("zolbetuximab", "gastric cancer", "PMDA", "2024-03", needs=needs[:1])
    world.reported("tarlatamab", "small cell lung cancer", "EMA", "2026-06")
    world.event("refused", "datopotamab deruxtecan", "EMA", "2024-12-24", act="application")
    world.agency("HC")
