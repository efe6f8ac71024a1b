"""How do two therapies differ? Class, approvals and harms held, side by side; never results across studies."""

from collections import defaultdict
from collections.abc import Mapping

from answers.asking import Asking
from answers.cancer_reading import read_cancer, read_therapies
from answers.sections import unheld
from answers.sections.closing import tell_more
from answers.sections.harms import PREDICATES, tell_harm_uses
from answers.sections.options import tell_approved, tell_owed
from answers.sections.treatments import approved_by_agency, narrator_for
from answers.sections.uses import mentioned
from answers.sources import Source
from answers.verdict.model import Named, Use


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write each therapy's class, approved uses and serious harms in turn."""
    question = asking.question
    if len(question.therapies) < 2:
        return unheld.tell(asking)
    pair = question.therapies[:2]
    subjects = asking.reading.substances([mention.id for mention in pair])
    held = read_cancer(asking.reading, question.cancers[0].id, (), subjects) if question.cancers else None
    held = held or read_therapies(asking.reading, subjects)
    approved = approved_by_agency(asking, held)
    rows = [row for row in asking.reading.told_of(subjects, (*PREDICATES, "targets")) if row["depth"] == 0]
    [told] = asking.reading.uses(rows)
    narrator = narrator_for(asking, held, approved, mentioned(told) | set(subjects), {use.id for use in told})
    section = asking.draft.section("comparison")
    for subject in subjects:
        of_class = narrator.classes.get(subject)
        if of_class:
            section.claim(
                "told.class_of",
                [of_class.statement_id],
                therapy=narrator.name(subject),
                a_class=narrator.one_of(of_class.class_id),
                **narrator.grammar(subject),
            )
    section.guide("comparison.not_across")
    for number, (agency, judged) in enumerate(approved.items()):
        gaps = {"country": narrator.country(agency), "agency": narrator.agency(agency)}
        options = asking.draft.section("options", folded=number > 0)
        options.title = asking.draft.voice.tell("title.options_in", gaps)
        options.connect("treatments.approved_head", **gaps)
        for subject in subjects:
            own = [one for one in judged if one.use.subject.id == subject]
            tell_approved(options, asking.draft, narrator, own)
            tell_owed(options, narrator, own)
            if not own:
                basis = f"query:uses_of_subjects?subjects={subject}&agency={agency}"
                options.absence("told.none_uses", [basis], therapy=narrator.name(subject), **gaps)
    harms: dict[str, list[Use]] = defaultdict(list)
    for use in told:
        if use.statement.predicate in PREDICATES:
            harms[use.subject.id].append(use)
    for subject in subjects:
        tell_harm_uses(asking.draft, narrator, Named(subject, narrator.name(subject)), harms[subject])
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
