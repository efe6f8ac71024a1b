"""Things that statements are about, their names, and the edges of the ontology between them."""

from dataclasses import dataclass

from graph.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Entity:
    """A cancer, therapy, biomarker, molecule, mechanism step, barrier, strategy, adverse effect, trial or agency.

    ``label`` is the node label of the ontology (Cancer, Therapy, …); ``kind`` refines it: a Therapy is a
    product, formulation, substance, class, regimen or procedure; a Cancer is a type or a group.
    ``plain_name`` is what a patient would say. ``definition`` is in our own words, '' where none is held.
    ``mappings`` are CURIEs of the same thing elsewhere (exact matches only), sorted.
    ``properties`` are further scalars of the label (a trial's phase, a class's open), sorted by key.
    """

    id: str
    label: str
    kind: str
    name: str
    plain_name: str = ""
    definition: str = ""
    mappings: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an entity.

    ``kind`` is preferred, brand, generic, synonym, lay, abbreviation or code. A name of several entities
    (lutetium, interferon) has one row for each. ``case_sensitive`` names never match in another case (MET, ALL).
    """

    id: str
    entity_id: str
    text: str
    kind: str
    case_sensitive: bool = False
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the ontology: BROADER, COVERS, BRAND_OF (product to substance or formulation), FORM_OF
    (formulation to substance), SAME_FORMULATION (plain salt or subcutaneous form), DISJOINT_WITH (classes).

    ``evidence_ids`` may be empty only for BROADER, whose source is the classification itself.
    """

    id: str
    predicate: str
    subject: str
    object: str
    evidence_ids: tuple[str, ...] = ()
    valid_from: PartialDate = ""
    valid_to: PartialDate = ""
