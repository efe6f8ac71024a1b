"""What a thing is: its text in our words, each sentence with its source, other names and kinds."""

from collections.abc import Mapping, Sequence

from answers.asking import Asking
from answers.sections.closing import tell_more
from answers.sources import Source

MOST_NAMES = 6


def tell_definition(asking: Asking, things: Sequence[str]) -> Mapping[str, tuple[Source, ...]]:
    """Write what our records say each thing is, in the order asked."""
    rows = asking.reading.about(list(things), ("defines",))
    kinds = [row for thing in things for row in asking.store.run("cancers_covered_by", cancer=thing)]
    wanted = {*things, *(str(row["cancer"]) for row in kinds)}
    narrator = asking.narrator(wanted, [str(row["statement"]) for row in rows])
    section = asking.draft.section("definition")
    for thing in things:
        held = [row for row in rows if str(row["object"]) == thing]
        for row in held:
            for sentence in narrator.sentences(str(row["subject"])):
                section.claim("told.text", [str(row["statement"])], text=sentence)
        if not held:
            basis = f"query:told_about_objects?objects={thing}"
            section.absence("definition.none", [basis], thing=narrator.name(thing))
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
