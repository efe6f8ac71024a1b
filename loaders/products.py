"""Products and substances as tables name them: known ones are found, unknown ones are made, doubtful ones are not.

A product of a substance that also has other formulations (liposomal, albumin-bound, conjugated) is tied to none of
them by its substance's name alone: Pazenir's substance is written "paclitaxel", and it is albumin-bound.
"""

import re
from collections.abc import Iterable, Mapping

from graph.model import Document, Edge, Entity, Evidence, Name, Records
from graph.model.identifiers import digest, slug
from loaders.loader import Context
from nlp.lexicon import Lexicon

THERAPY = frozenset({"Therapy"})
_FORMERLY = re.compile(r"\s*\(\s*previously .*\)\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
FORMULATED = frozenset({"FORM_OF"})


def brand_name(text: str) -> str:
    """Return a product's present name: 'Qarziba (previously …)' is Qarziba."""
    return _FORMERLY.sub("", text).strip()


def product_id(brand: str) -> str:
    """Return the id of a product by its name."""
    return f"product:{slug(brand)}"


def known_product(brand: str, lexicon: Lexicon) -> str | None:
    """Return the product that a brand name means, None where none is known."""
    for entity_id in lexicon.look_up(brand, THERAPY):
        if entity_id.startswith("product:"):
            return entity_id
    return None


def known_therapy(name: str, lexicon: Lexicon) -> str | None:
    """Return the substance, formulation or class of a name, None where none or several are meant."""
    found = [entity_id for entity_id in lexicon.look_up(name, THERAPY) if not entity_id.startswith("product:")]
    return found[0] if len(found) == 1 else None


def substance_of(product: str, lexicon: Lexicon) -> str | None:
    """Return the one substance or formulation that a product is a brand of."""
    held = lexicon.substance_of.get(product, ())
    return held[0] if len(held) == 1 else None


def has_formulations(therapy: str, context: Context) -> bool:
    """Say whether other formulations of a substance are held, so that its name alone does not tell which is meant."""
    return any(edge.predicate in FORMULATED and edge.object == therapy for edge in context.held.edges.values())


def is_form_of(form: str, therapy: str, context: Context) -> bool:
    """Say whether one therapy is held as a formulation of another."""
    ends = [(edge.subject, edge.object) for edge in context.held.edges.values() if edge.predicate in FORMULATED]
    return (form, therapy) in ends


def make_product(brand: str, records: Records, document: Document, properties: Mapping[str, str] | None = None) -> str:
    """Add a product with its name; return its id."""
    identifier = product_id(brand)
    held = tuple(sorted((properties or {}).items()))
    records.add(Entity(identifier, "Therapy", "product", brand, properties=held))
    records.add(Name(f"name:{digest(identifier, brand)}", identifier, brand, "brand", document_id=document.id))
    return identifier


def make_substance(name: str, records: Records, document: Document) -> str:
    """Add a substance that no vocabulary holds, with its name; return its id."""
    identifier = f"therapy:{slug(name)}"
    records.add(Entity(identifier, "Therapy", "substance", name))
    records.add(Name(f"name:{digest(identifier, name)}", identifier, name, "generic", document_id=document.id))
    return identifier


def tie(product: str, therapy: str, records: Records, evidence: Evidence) -> None:
    """Say that a product is a brand of a substance or formulation."""
    records.add(evidence)
    records.add(Edge(f"edge:{digest('BRAND_OF', product, therapy)}", "BRAND_OF", product, therapy, (evidence.id,)))


def first_known(names: Iterable[str], lexicon: Lexicon) -> str | None:
    """Return the therapy of the first name that means exactly one."""
    for name in names:
        found = known_therapy(name, lexicon)
        if found is not None:
            return found
    return None


def is_plain_name(name: str) -> bool:
    """Say whether a name can become a substance's own: no aside in brackets, no list, no combination."""
    return bool(name) and not re.search(r"[();,/+]|\band\b|\bwith\b|\bor\b", name) and len(name) <= 60


def without_aside(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return _ASIDE.sub("", name).strip()
