"""What a thing is: its text in our words, each sentence with its source, other names and kinds."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections.closing import tell_more
from answers.sources import Source

MOST_NAMES = 6


def tell_definition(asking: Asking, thing: str) -> Mapping[str, tuple[Source, ...]]:
    """Write what our records say a thing is."""
    rows = asking.reading.about([thing], ("defines",))
    kinds = asking.store.run("cancers_covered_by", cancer=thing)
    narrator = asking.narrator({thing, *(str(row["cancer"]) for row in kinds)}, [str(row["statement"]) for row in rows])
    section = asking.draft.section("definition")
    for row in rows:
        for sentence in narrator.sentences(str(row["subject"])):
            section.claim("told.text", [str(row["statement"])], text=sentence)
    if not rows:
        section.absence("definition.none", [f"query:told_about_objects?objects={thing}"], thing=narrator.name(thing))
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
