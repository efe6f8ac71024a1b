"""Which studies of a therapy, or for a cancer, do our records hold? A study is no approval."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.barriers import tell_trials
from answers.sections.closing import tell_more
from answers.sections.therapy import tell_therapy
from answers.sections.uses import mentioned
from answers.sources import Source

PARTS = ("verdict", "research", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer: of a therapy with its verdict, else of every therapy studied for a cancer."""
    question = asking.question
    cancer = question.cancers[0].id if question.cancers else ""
    if question.therapies:
        return tell_therapy(asking, question.therapies[0].id, cancer, PARTS) or unheld.tell(asking)
    if not cancer:
        return unheld.tell(asking)
    kinds = [str(row["cancer"]) for row in asking.store.run("cancers_covered_by", cancer=cancer)]
    rows = asking.reading.about({cancer, *kinds}, ("studied_for",))
    [studies] = asking.reading.uses(rows)
    narrator = asking.narrator(mentioned(studies) | {cancer}, {use.id for use in studies})
    section = asking.draft.section("trials")
    if studies:
        section.connect("lead.research")
        tell_trials(section, asking.draft, narrator, studies, asking.as_of)
    else:
        section.absence("told.none_trials", [f"query:told_about_objects?objects={cancer}&predicates=studied_for"])
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
