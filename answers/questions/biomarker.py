"""What does a biomarker mean here? The therapies whose uses need it, and where."""

from collections import defaultdict
from collections.abc import Mapping

from answers.asking import Asking
from answers.cancer_reading import read_cancer
from answers.sections import unheld
from answers.sections.closing import tell_more
from answers.sections.definition import tell_definition
from answers.sections.treatments import approved_by_agency, narrator_for, tell_treatments
from answers.sources import Source
from answers.wording.phrases import join_words

PREDICATES = ("approved_for", "option_for")
IN_ONE_SENTENCE = 6


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write which treatments need the biomarker; with a cancer, the treatments for it under that result."""
    question = asking.question
    markers = [mention.id for mention in question.biomarkers] or [
        one.biomarker_id for one in question.constraints.biomarkers
    ]
    if not markers:
        return tell_definition(asking, question.entities[0].id) if question.entities else unheld.tell(asking)
    if question.cancers:
        held = read_cancer(asking.reading, question.cancers[0].id)
        if held is not None:
            approved = approved_by_agency(asking, held)
            narrator = narrator_for(asking, held, approved, set(markers), set())
            tell_treatments(asking, narrator, held, approved)
            asking.draft.names |= narrator.names
            return narrator.sources
    return _tell_needed_by(asking, markers)


def _tell_needed_by(asking: Asking, markers: list[str]) -> Mapping[str, tuple[Source, ...]]:
    rows = asking.store.run(
        "statements_requiring", biomarkers=markers, predicates=list(PREDICATES), known_at=asking.reading.known_at
    )
    things = {str(row[name]) for row in rows for name in ("subject", "object", "biomarker")} | set(markers)
    narrator = asking.narrator(things, [str(row["statement"]) for row in rows])
    section = asking.draft.section("biomarkers")
    for predicate, plan in (("approved_for", "biomarker.needed_by"), ("option_for", "biomarker.listed_with")):
        by_cancer: dict[str, list[Mapping[str, object]]] = defaultdict(list)
        for row in rows:
            if row["predicate"] == predicate:
                by_cancer[str(row["object"])].append(row)
        for cancer, held in sorted(by_cancer.items(), key=lambda pair: narrator.name(pair[0])):
            therapies = sorted({str(row["subject"]) for row in held}, key=narrator.name)
            for start in range(0, len(therapies), IN_ONE_SENTENCE):
                run = therapies[start : start + IN_ONE_SENTENCE]
                grounds = [str(row["statement"]) for row in held if row["subject"] in run]
                section.claim(
                    plan,
                    grounds,
                    therapies=join_words(narrator.names_of(run)),
                    biomarker=narrator.name(markers[0]),
                    cancers=narrator.name(cancer),
                    are="is" if len(run) == 1 else "are",
                )
    if not rows:
        basis = f"query:statements_requiring?biomarkers={','.join(markers)}"
        section.absence("biomarker.none", [basis], biomarker=narrator.name(markers[0]))
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
