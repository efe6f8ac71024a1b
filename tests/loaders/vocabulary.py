"""Names to read with: a small made vocabulary, and the one that the packaged tables and the corpus give."""

from functools import cache

from graph.model import Edge, Entity, Name, Records
from graph.model.identifiers import digest
from loaders.loader import BrokenDocument, Context, discover, locate
from nlp.lexicon import Lexicon
from tests.needs import corpus_folder

_THERAPIES = {
    "class:chemotherapy": ("class", "Chemotherapy", "combination chemotherapy"),
    "class:immunotherapy": ("class", "Immunotherapy"),
    "class:targeted-therapy": ("class", "Targeted therapy"),
    "class:checkpoint-inhibitor": ("class", "Immune checkpoint inhibitor"),
    "class:kinase-inhibitor": ("class", "Kinase inhibitor"),
    "class:parp-inhibitor": ("class", "PARP inhibitor"),
    "class:steroid": ("class", "Corticosteroid", "steroids"),
    "procedure:surgery": ("procedure", "Surgery"),
    "procedure:radiation-therapy": ("procedure", "Radiation therapy", "radiation"),
    "procedure:chemoradiation": ("procedure", "Chemoradiation"),
    "ncit:1": ("substance", "osimertinib"),
    "ncit:2": ("substance", "atezolizumab"),
    "ncit:3": ("substance", "cisplatin"),
    "ncit:4": ("substance", "etoposide"),
    "product:tagrisso": ("product", "Tagrisso"),
}
_CANCERS = {
    "cancer:lung": ("site", "Lung"),
    "cancer:nsclc": ("type", "Non-Small Cell Lung Cancer", "NSCLC"),
    "cancer:sclc": ("type", "Small Cell Lung Cancer", "SCLC"),
    "cancer:skin": ("site", "Skin"),
    "cancer:melanoma": ("type", "Melanoma"),
}
_EDGES = [
    ("BROADER", "cancer:nsclc", "cancer:lung"),
    ("BROADER", "cancer:sclc", "cancer:lung"),
    ("BROADER", "cancer:melanoma", "cancer:skin"),
    ("BRAND_OF", "product:tagrisso", "ncit:1"),
]


@cache
def made_context() -> Context:
    """A few therapies and cancers, enough for pages in our own words."""
    records = Records()
    for label, rows in (("Therapy", _THERAPIES), ("Cancer", _CANCERS)):
        for identifier, (kind, *names) in rows.items():
            records.add(Entity(identifier, label, kind, names[0]))
            for text in names:
                records.add(Name(f"name:{digest(identifier, text)}", identifier, text, "synonym"))
    for predicate, subject, target in _EDGES:
        records.add(Edge(f"edge:{digest(predicate, subject, target)}", predicate, subject, target))
    return _context(records)


@cache
def corpus_context() -> Context:
    """Everything that the loaders without a lexicon define; skips where the corpus is absent."""
    folder, records = corpus_folder(), Records()
    for loader in discover().values():
        if not loader.needs_lexicon:
            for document in loader.documents(locate(loader, folder)):
                if not isinstance(document, BrokenDocument):
                    records.update(loader.read(document, Context(held=records)).records)
    return _context(records)


def _context(records: Records) -> Context:
    lexicon = Lexicon.build(records.entities.values(), records.names.values(), records.edges.values())
    return Context(lexicon, records)
