"""A small lexicon for tests: enough therapies, classes and cancers to read sentences of our own."""

from functools import lru_cache

from graph.model import Edge, Entity, Name
from nlp.lexicon import Lexicon

_SUBSTANCES = (
    "tarvumab-abcd", "belocitinib mesylate", "carboplatin", "cisplatin", "paclitaxel", "nab-paclitaxel", "pemetrexed",
    "letrozole", "prednisone", "prednisolone", "bevacizumab", "liposomal irinotecan", "irinotecan", "gemcitabine",
)  # fmt: skip
_CLASSES = ("platinum-based chemotherapy", "aromatase inhibitor", "chemotherapy", "CAR T-cell therapy", "taxane")
_CANCERS = {
    "oncotree:NSCLC": ("Non-Small Cell Lung Cancer", "NSCLC"),
    "oncotree:BRCA": ("Invasive Breast Carcinoma", "breast cancer"),
    "oncotree:STAD": ("Stomach Adenocarcinoma", "gastric cancer", "gastric adenocarcinoma"),
    "oncotree:GEJ": ("Gastroesophageal junction adenocarcinoma", "GEJ adenocarcinoma"),
    "oncotree:OVT": ("Ovarian cancer", "epithelial ovarian cancer"),
    "group:fallopian": ("Fallopian tube cancer",),
    "oncotree:PSEC": ("Primary peritoneal cancer",),
    "oncotree:MEL": ("Melanoma",),
    "oncotree:FL": ("Follicular Lymphoma",),
    "oncotree:DLBCLNOS": ("Diffuse large B-cell lymphoma", "DLBCL"),
    "group:nhl": ("B-cell non-Hodgkin lymphoma", "B-cell NHL"),
    "oncotree:ALL": ("Acute lymphoblastic leukemia", "ALL"),
    "oncotree:PRAD": ("Prostate Adenocarcinoma", "prostate cancer"),
    "group:solid-tumor": ("Solid tumor",),
    "oncotree:CLLSLL": ("Chronic lymphocytic leukemia", "CLL"),
    "oncotree:LUNG": ("Lung cancer",),
}


def slugged(name: str) -> str:
    """Return the id of a therapy of this lexicon."""
    return "therapy:" + name.replace(" ", "-")


@lru_cache(maxsize=1)
def small_lexicon() -> Lexicon:
    """Build it once."""
    entities = [Entity(slugged(name), "Therapy", "substance", name) for name in _SUBSTANCES]
    entities += [Entity("class:" + name.replace(" ", "-"), "Therapy", "class", name) for name in _CLASSES]
    entities += [
        Entity("product:tarvia", "Therapy", "product", "Tarvia"),
        Entity("product:lutex-a", "Therapy", "product", "Lutex"),
    ]
    entities.append(Entity("product:lutex-b", "Therapy", "product", "Lutex"))
    entities += [Entity(cancer, "Cancer", "type", names[0]) for cancer, names in _CANCERS.items()]
    names = [
        Name(f"name:{cancer}:{text}", cancer, text, "synonym", text.isupper())
        for cancer, texts in _CANCERS.items()
        for text in texts[1:]
    ]
    names.append(Name("name:car-t", "class:CAR-T-cell-therapy", "CAR-T", "abbreviation"))
    edges = [Edge("edge:1", "BRAND_OF", "product:tarvia", slugged("tarvumab-abcd"))]
    return Lexicon.build(entities, names, edges)
