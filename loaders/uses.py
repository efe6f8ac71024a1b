"""From what the reader found in a text to reported uses: one for each use of a list, with its evidence.

What a gate refused keeps its place among the readings, with the gate's name as its rule: it is queued, never told, and
never lost.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from graph.model import (
    BiomarkerState,
    Document,
    Evidence,
    PriorTherapy,
    Qualifiers,
    ReportedUse,
    ReviewItem,
    Statement,
)
from graph.model.identifiers import digest
from loaders.biomarkers import biomarker_entities
from loaders.gates import (
    is_absent,
    is_only_spread,
    is_origin,
    refusal_of_bare,
    refusal_of_exclusion,
    refusal_of_kind,
    refusal_of_marker,
    refusal_of_text,
)
from loaders.loader import Reading, evidence, review_item
from loaders.reconciliation.derivation import statement_id
from nlp.cancers import is_vague, read_cancers
from nlp.extraction import Extraction, FoundBiomarker, FoundPrior, Linked
from nlp.lexicon import Lexicon

RULE_OPTION = "listed-use"
UNNAMED_PARTNER = "given with a further treatment that is named in the source"
_GRADE = re.compile(r"\W{0,4}grade (\d[ABab]?)\b")
Locate = Callable[[Extraction], str]
BrandsOf = Callable[[Extraction], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Label:
    """Whose list of uses is read: the agency, the therapy that it is of, the products it names."""

    agency: str
    therapy_id: str
    brands: tuple[str, ...] = ()


def read_uses(
    document: Document,
    text: str,
    extractions: Iterable[Extraction],
    label: Label,
    reading: Reading,
    *,
    locate: Locate,
    brands_of: BrandsOf | None = None,
) -> None:
    """Add to ``reading`` a ReportedUse for each indication among the extractions, in their order."""
    groups: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        if extraction.predicate == "approved_for" and extraction.modality in ("asserted", "historical"):
            groups[extraction.indication].append(extraction)
    for ordinal, (_, group) in enumerate(groups.items(), start=1):
        _use(document, text, group, ordinal, label, reading, locate, brands_of)


def _use(
    document: Document,
    text: str,
    group: list[Extraction],
    ordinal: int,
    label: Label,
    reading: Reading,
    locate: Locate,
    brands_of: BrandsOf | None,
) -> None:
    statements: list[Statement] = []
    places: list[str] = []
    cancers: list[str] = []
    complete = True
    for extraction in group:
        found = _evidence(document, text, extraction, locate(extraction))
        reading.records.extend(found)
        identifiers = tuple(sorted(item.id for item in found))
        places.extend(identifiers)
        reading.records.extend(biomarker_entities(extraction.biomarkers))
        if not extraction.cancers:
            complete = False
            cancers.append("")
            reading.set_aside.append(_unread(document, extraction, label, "no_cancer_linked", locate(extraction)))
            continue
        for cancer in extraction.cancers:
            if cancer.id is None:
                complete = False
                cancers.append("")
                reading.set_aside.append(_unread(document, extraction, label, "cancer_not_linked", locate(extraction)))
                continue
            cancers.append(cancer.id)
            made = _statement(extraction, cancer, label, identifiers, text)
            if refusal := _not_treated(text, cancer.span[0]):
                if len(extraction.cancers) > 1:
                    continue
                made = replace(made, rule=made.rule or refusal)
            statements.append(made)
    if not statements and not cancers:
        return
    brands = label.brands
    if brands_of is not None:
        named = sorted({brand for extraction in group for brand in brands_of(extraction)})
        brands = tuple(named) or label.brands
    reading.records.add(
        ReportedUse(
            id=f"use:{digest(document.id, ordinal)}",
            document_id=document.id,
            ordinal=ordinal,
            kind="listed",
            agency=label.agency,
            therapy_id=label.therapy_id,
            brands=tuple(sorted(brands)),
            cancer_ids=tuple(sorted(set(cancers))),
            statements=tuple(statements),
            evidence_ids=tuple(sorted(set(places))),
            complete=complete,
        )
    )


def _evidence(document: Document, text: str, extraction: Extraction, locator: str) -> list[Evidence]:
    """Return the place of the clause, and of what it inherits from above."""
    start, end = extraction.span
    found = [evidence(document, text, start, end, locator)]
    for above, below in extraction.inherited:
        found.append(evidence(document, text, above, below, locator, role="heading"))
    return found


def _statement(
    extraction: Extraction, cancer: Linked, label: Label, identifiers: tuple[str, ...], text: str
) -> Statement:
    """Make one reading. ``rule`` names the first gate that refused it, '' where none did."""
    lead = {extraction.therapies[index].id for index in extraction.lead}
    others = [therapy for index, therapy in enumerate(extraction.therapies) if index not in extraction.lead]
    refusals = list(extraction.refusals)
    unnamed = any(therapy.id is None for therapy in others)
    if lead and label.therapy_id not in lead:
        refusals.append("subject_not_of_this_document")
    if any(excluded.id is None for excluded in extraction.excluded_cancers):
        refusals.append("exclusion_not_linked")
    setting = extraction.setting
    grade = _GRADE.match(text, cancer.span[1]) if cancer.span[1] > 0 else None
    made = Statement(
        id="",
        predicate="approved_for",
        subject=label.therapy_id,
        object=cancer.id or "",
        polarity=extraction.polarity,
        modality=extraction.modality,
        exclusive=extraction.exclusive,
        agency=label.agency,
        partners=tuple(sorted({therapy.id for therapy in others if therapy.id} - {label.therapy_id})),
        excluded_cancers=tuple(sorted({excluded.id for excluded in extraction.excluded_cancers if excluded.id})),
        requires=_states(extraction.biomarkers, absent=False),
        excludes=_states(extraction.biomarkers, absent=True),
        after=tuple(_prior(prior) for prior in setting.after),
        not_after=tuple(_prior(prior) for prior in setting.not_after),
        qualifiers=Qualifiers(
            purpose=extraction.purpose,
            phases=setting.phases,
            disease_state=setting.disease_state,
            line_min=setting.line_min,
            line_max=setting.line_max,
            stage=(*setting.stage, f"grade {grade.group(1)}") if grade else setting.stage,
            setting=setting.phase,
            age_min=setting.age_min,
            age_max=setting.age_max,
            population=setting.population,
            approval_kind=extraction.approval_kind,
            combination="combination" if unnamed and not setting.combination else setting.combination,
            note=UNNAMED_PARTNER if unnamed else "",
        ),
        evidence_ids=identifiers,
    )
    if bare := refusal_of_bare(made, text, extraction.span):
        refusals.append(bare)
    if unnamed_marker := refusal_of_marker(made, text[slice(*extraction.span)]):
        refusals.append(unnamed_marker)
    if whole_disease := refusal_of_kind(extraction, text[slice(*extraction.span)]):
        refusals.append(whole_disease)
    if exclusion := refusal_of_exclusion(made, extraction, text[slice(*extraction.span)]):
        refusals.append(exclusion)
    if document_refusal := refusal_of_text(extraction, text):
        refusals.append(document_refusal)
    if extraction.purpose == "treat" and any(is_only_spread(text, one.span[0]) for one in extraction.cancers):
        refusals.append("purpose_not_treatment")
    return replace(made, rule=refusals[0] if refusals else "")


def _not_treated(text: str, start: int) -> str:
    """Return why a cancer that a clause names is not what it treats, '' where it is."""
    if is_origin(text, start):
        return "origin_of_disease"
    return "cancer_absent" if is_absent(text, start) else ""


def _states(found: Iterable[FoundBiomarker], *, absent: bool) -> tuple[BiomarkerState, ...]:
    """Return the states that must hold, or those that must not: an absent marker is excluded, not required."""
    states = [
        BiomarkerState(biomarker.id, "present" if absent else biomarker.state, biomarker.group)
        for biomarker in found
        if (biomarker.state == "absent") == absent
    ]
    return tuple(sorted(set(states), key=lambda state: (state.biomarker_id, state.state)))


def _prior(found: FoundPrior) -> PriorTherapy:
    return PriorTherapy(found.therapy.id or "", found.relation, found.count, found.therapy.name or found.therapy.text)


def _unread(document: Document, extraction: Extraction, label: Label, reason: str, locator: str) -> ReviewItem:
    return review_item(
        reason,
        "use",
        "The cancer of this use could not be linked; name it in the cancer names or reject the use.",
        document,
        therapy_id=label.therapy_id,
        agency=label.agency,
        locator=f"{locator}, characters {extraction.span[0]} to {extraction.span[1]}",
    )


def read_options(
    document: Document, found: Iterable[Extraction], therapy: str, text: str, locate: Locate, reading: Reading
) -> None:
    """Add what a document lists a therapy for without saying that it is approved: options, each a statement."""
    for one in found:
        for cancer in one.cancers:
            if cancer.id is None or one.polarity != "affirmed" or one.modality != "asserted" or one.refusals:
                continue
            held = evidence(document, text, *one.span, locate(one))
            reading.records.add(held)
            reading.records.extend(biomarker_entities(one.biomarkers))
            made = _statement(one, cancer, Label("", therapy), (held.id,), text)
            if made.rule:
                continue
            made = replace(
                made,
                predicate="option_for",
                qualifiers=replace(made.qualifiers, approval_kind=""),
                review_status="single_source",
                rule=RULE_OPTION,
            )
            reading.records.add(replace(made, id=statement_id(made)))


def with_approval_kind(use: ReportedUse, kind: str) -> ReportedUse:
    """Return the use with an approval kind for readings that state none."""
    readings = tuple(
        replace(reading, qualifiers=replace(reading.qualifiers, approval_kind=kind))
        if reading.qualifiers.approval_kind in ("", "unknown")
        else reading
        for reading in use.statements
    )
    return replace(use, statements=readings)


def set_aside_unread(
    document: Document,
    text: str,
    found: Iterable[Extraction],
    label: Label,
    lexicon: Lexicon,
    reading: Reading,
    place: str,
) -> None:
    """Set aside each cancer that a label names outside every use that was read: it may be a use that was missed."""
    spans = [span for one in found for span in (one.span, *one.inherited)]
    told = {cancer.id for one in found for cancer in (*one.cancers, *one.excluded_cancers)}
    missed: set[str] = set()
    for mention in read_cancers(text, lexicon):
        if is_vague(mention) or any(start <= mention.start < end for start, end in spans):
            continue
        missed.update(set(mention.entity_ids) - told)
    for cancer in sorted(missed):
        detail = "The text names this cancer outside every use that was read; read the place and write its use."
        item = review_item(
            "use_not_read", "use", detail, document, therapy_id=label.therapy_id, cancer_id=cancer, locator=place
        )
        reading.set_aside.append(item)
