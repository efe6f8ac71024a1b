"""What a thing is: its text in our words, each sentence with its source."""

from collections.abc import Mapping, Sequence

from answers.asking import Asking
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.records import Rows
from answers.sections.closing import tell_more
from answers.sources import Source


def tell_definition(asking: Asking, things: Sequence[str]) -> Mapping[str, tuple[Source, ...]]:
    """Write what our records say each thing is, in the order asked."""
    rows = asking.reading.about(list(things), ("defines",))
    narrator = asking.narrator(things, [str(row["statement"]) for row in rows])
    section = asking.draft.section("definition")
    for thing in things:
        held = [row for row in rows if str(row["object"]) == thing]
        tell_account(section, narrator, held)
        if not held:
            basis = f"query:told_about_objects?objects={thing}"
            section.absence("definition.none", [basis], thing=narrator.name(thing))
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources


def tell_account(section: SectionDraft, narrator: Narrator, rows: Rows) -> None:
    """Write the text of each thing that the rows, statements with the predicate ``defines``, give an account of."""
    for row in rows:
        for sentence in narrator.sentences(str(row["object"])):
            section.claim("told.text", [str(row["statement"])], text=sentence)
