"""Which treatments are there for a cancer, by stage, line and biomarker? Approved, listed, and what does not fit."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.cancer_reading import read_cancer
from answers.sections import unheld
from answers.sections.closing import tell_more, tell_tests_to_ask
from answers.sections.harms import tell_class_harms
from answers.sections.treatments import approved_by_agency, narrator_for, read_class_harms, tell_treatments
from answers.sections.uses import mentioned
from answers.sources import Source

ANY_TUMOR = ("group:solid-tumor",)


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer; uses for any solid tumour count only where the question names a test result."""
    question = asking.question
    if not question.cancers:
        return unheld.tell(asking)
    extra = ANY_TUMOR if question.constraints.biomarkers else ()
    held = read_cancer(asking.reading, question.cancers[0].id, extra)
    if held is None:
        return unheld.tell(asking)
    approved = approved_by_agency(asking, held)
    harms = read_class_harms(asking, held)
    narrator = narrator_for(asking, held, approved, mentioned(harms), {use.id for use in harms})
    tell_treatments(asking, narrator, held, approved)
    tell_class_harms(asking.draft, narrator, harms)
    tell_tests_to_ask(asking, narrator, approved, held.options)
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
