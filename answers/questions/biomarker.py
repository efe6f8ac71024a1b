"""What does a biomarker mean here? The therapies whose uses need it, and where."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.cancer_reading import CancerFacts, read_cancer, read_therapies
from answers.sections import unheld
from answers.sections.closing import tell_more
from answers.sections.definition import tell_account, tell_definition
from answers.sections.options import tell_approved, tell_checked, tell_options, tell_owed
from answers.sections.targeting import tell_targeting
from answers.sections.treatments import approved_by_agency, narrator_for, tell_treatments
from answers.sources import Source
from answers.verdict.model import Use

PREDICATES = ("approved_for", "option_for")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write which treatments need the biomarker; with a cancer, the treatments for it under that result."""
    question = asking.question
    markers = [mention.id for mention in question.biomarkers] or [
        one.biomarker_id for one in question.constraints.biomarkers
    ]
    molecules = [mention.id for mention in question.entities if mention.label == "Molecule"]
    if not markers and molecules:
        return tell_targeting(asking, molecules[0])
    if not markers:
        return tell_definition(asking, [question.entities[0].id]) if question.entities else unheld.tell(asking)
    if question.cancers:
        held = read_cancer(asking.reading, question.cancers[0].id)
        if held is not None:
            approved = approved_by_agency(asking, held)
            narrator = narrator_for(asking, held, approved, set(markers), set())
            tell_treatments(asking, narrator, held, approved)
            tell_more(asking, narrator)
            asking.draft.names |= narrator.names
            return narrator.sources
    return _tell_needed_by(asking, markers)


def _tell_needed_by(asking: Asking, markers: list[str]) -> Mapping[str, tuple[Source, ...]]:
    """Write what stands approved on the day with this result, agency by agency, then what is listed with it."""
    rows = asking.store.run(
        "statements_requiring", biomarkers=markers, predicates=list(PREDICATES), known_at=asking.reading.known_at
    )
    held = read_therapies(asking.reading, {str(row["subject"]) for row in rows if row["predicate"] == "approved_for"})
    listed = _listed(asking, {str(row["object"]) for row in rows if row["predicate"] == "option_for"}, markers)
    held = CancerFacts(held.facts, listed)
    approved = {
        agency: [one for one in judged if _needs(one.use, markers)]
        for agency, judged in approved_by_agency(asking, held).items()
    }
    meanings = asking.reading.about(markers, ("defines",))
    narrator = narrator_for(asking, held, approved, set(markers), {str(row["statement"]) for row in meanings})
    if meanings:
        tell_account(asking.draft.section("definition"), narrator, meanings)
    for number, (agency, judged) in enumerate(approved.items()):
        gaps = {"country": narrator.country(agency), "biomarker": narrator.name(markers[0])}
        section = asking.draft.section("biomarkers", folded=number > 0)
        section.title = asking.draft.voice.tell("title.options_in", gaps)
        if judged:
            section.connect("biomarker.needed_by", **gaps)
            tell_approved(section, asking.draft, narrator, judged, brief=number > 0 and not asking.agencies)
            tell_owed(section, narrator, judged)
            tell_checked(section, judged)
        else:
            basis = f"query:statements_requiring?biomarkers={','.join(markers)}&agency={agency}"
            section.absence("biomarker.none", [basis], **gaps)
    if listed:
        tell_options(asking.draft, narrator, listed, folded=True)
    if not meanings:
        basis = f"query:told_about_objects?objects={','.join(markers)}&predicates=defines"
        section = asking.draft.section("definition")
        section.absence("biomarker.no_meaning", [basis], biomarker=narrator.name(markers[0]))
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources


def _needs(use: Use, markers: list[str]) -> bool:
    return any(state.biomarker_id in markers for state in use.statement.requires)


def _listed(asking: Asking, cancers: set[str], markers: list[str]) -> tuple[Use, ...]:
    """Return the listed options for these cancers that need one of the biomarkers."""
    [uses] = asking.reading.uses(asking.reading.about(cancers, ("option_for",)))
    return tuple(use for use in uses if _needs(use, markers))
