"""What is a regimen made of, and for what is it listed? Agencies approve its parts, not the mix."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.closing import tell_more
from answers.sections.harms import CAUSES, PREDICATES, tell_harm_uses
from answers.sections.options import tell_options
from answers.sections.uses import mentioned
from answers.sources import Source
from answers.verdict.harms import SERIOUSNESS
from answers.verdict.model import Named
from answers.wording.phrases import join_words


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the parts, the cancers for which it is listed, and the harms of the parts."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    regimen = question.therapies[0]
    part_rows = asking.reading.about([regimen.id], ("part_of",))
    option_rows = [
        row for row in asking.reading.told_of([regimen.id], ("option_for", "approved_for")) if row["depth"] == 0
    ]
    parts = sorted({str(row["subject"]) for row in part_rows})
    harm_rows = [row for row in asking.reading.told_of(parts, PREDICATES) if row["depth"] == 0]
    options, harms = asking.reading.uses(option_rows, harm_rows)
    things = mentioned([*options, *harms]) | {regimen.id, *parts}
    grounds = [*(str(row["statement"]) for row in part_rows), *(use.id for use in (*options, *harms))]
    narrator = asking.narrator(things, grounds)
    section = asking.draft.section("definition")
    if parts:
        section.claim(
            "regimen.parts",
            [str(row["statement"]) for row in part_rows],
            regimen=narrator.name(regimen.id),
            parts=join_words(sorted(narrator.names_of(parts))),
        )
        section.guide("regimen.not_a_product")
    else:
        basis = f"query:told_about_objects?objects={regimen.id}&predicates=part_of"
        section.absence("definition.none", [basis], thing=narrator.name(regimen.id))
    if options:
        tell_options(asking.draft, narrator, options, "options")
    serious = [
        use for use in harms if use.statement.predicate != CAUSES or use.statement.qualifiers.seriousness in SERIOUSNESS
    ]
    tell_harm_uses(
        asking.draft,
        narrator,
        Named(regimen.id, regimen.name, regimen.kind),
        serious,
        [Named(part, part) for part in parts],
    )
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
