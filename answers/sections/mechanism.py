"""How a therapy works: its class, what it acts on, and its steps in order, each with its own source."""

from collections.abc import Collection, Sequence

from answers.draft import Draft
from answers.narrator import Narrator
from answers.records import Rows
from answers.sections.listing import WORDS, Item, runs
from answers.verdict.model import Use
from answers.wording.phrases import join_words

PREDICATES = ("has_mechanism_step", "targets", "defines")


def tell_mechanism(
    draft: Draft,
    narrator: Narrator,
    therapy_id: str,
    uses: Sequence[Use],
    depths: dict[str, int],
    substance: str = "",
) -> None:
    """Write the class, the targets, then the steps: the therapy's own, else those of its nearest class.

    ``substance`` is what a product contains: its class is the product's. A definition gives way to its own steps
    after its first sentence.
    """
    section = draft.section("mechanism", therapy=narrator.name(therapy_id))
    name, grammar = narrator.name(therapy_id), narrator.grammar(therapy_id)
    held = narrator.classes.get(therapy_id) or narrator.classes.get(substance)
    chosen = _steps(held.class_id if held else "", uses, depths)
    nearest = min((depths.get(use.id, 0) for use in chosen), default=0)
    in_steps = bool(chosen) and not nearest
    if held:
        section.claim(
            "told.class_of", [held.statement_id], therapy=name, a_class=narrator.one_of(held.class_id), **grammar
        )
    for use in uses:
        if use.statement.predicate == "defines" and depths.get(use.id) == 0:
            for sentence in narrator.sentences(use.subject.id)[: 1 if in_steps else None]:
                section.claim("told.text", [use.id], text=sentence)
    targets = [use for use in uses if use.statement.predicate == "targets" and depths.get(use.id) == 0]
    if targets:
        section.claim(
            "told.targets",
            [use.id for use in targets],
            therapy=name,
            targets=join_words(narrator.names_of(use.object.id for use in targets)),
            **grammar,
        )
    if chosen and nearest:
        section.connect("told.of_class", classes=join_words(narrator.names_of(use.subject.id for use in chosen)))
    for use in chosen:
        for sentence in narrator.sentences(use.object.id):
            if not any(sentence[:-1].lower() in told.text.lower() for told in section.sentences):
                section.claim("told.text", [use.id], text=sentence)
    if not section.sentences:
        section.absence(
            "told.none_mechanism", [f"query:told_of_therapies?therapies={therapy_id}"], therapy=name, **grammar
        )


def tell_kinds(draft: Draft, narrator: Narrator, uses: Sequence[Use], kinds: Collection[str]) -> None:
    """Write, for each kind of a class of which a medicine was told, which medicines those are, and its steps."""
    section = draft.section_once("mechanism")
    told = {str(one["id"]) for finding in draft.findings for one in finding["therapies"]}
    for kind in sorted(kinds, key=narrator.name):
        members = sorted(
            (one for one in told if one in narrator.classes and narrator.classes[one].class_id == kind),
            key=narrator.name,
        )
        steps = [use for use in uses if use.subject.id == kind and use.statement.predicate == "has_mechanism_step"]
        if not members or not steps:
            continue
        for run in runs([_member(narrator, one) for one in members], WORDS[draft.voice.level] - 2):
            section.claim(
                "told.members",
                [ground for item in run for ground in item.grounds],
                members=join_words([item.text for item in run]),
                a_class=narrator.one_of(kind) if len(run) == 1 else narrator.name(kind),
                are="is" if len(run) == 1 else "are",
            )
        for use in sorted(steps, key=lambda use: (use.statement.qualifiers.order, use.id)):
            for sentence in narrator.sentences(use.object.id):
                section.claim("told.text", [use.id], text=sentence)


def _member(narrator: Narrator, therapy: str) -> Item:
    return Item(narrator.name(therapy), 1, (narrator.classes[therapy].statement_id,))


def _steps(first_class: str, uses: Sequence[Use], depths: dict[str, int]) -> list[Use]:
    """Return the therapy's own steps in order, else those of its first class, else of its nearest classes."""
    steps = [use for use in uses if use.statement.predicate == "has_mechanism_step"]
    own = [use for use in steps if depths.get(use.id) == 0]
    of_class = [use for use in steps if use.subject.id == first_class]
    nearest = min((depths.get(use.id, 0) for use in steps), default=0)
    chosen = own or of_class or [use for use in steps if depths.get(use.id, 0) == nearest]
    return sorted(chosen, key=lambda use: (use.subject.name, use.statement.qualifiers.order, use.id))


def depths_of(rows: Rows) -> dict[str, int]:
    """Return how far above the therapy each statement's subject stands: 0 for its own."""
    found: dict[str, int] = {}
    for row in rows:
        key = str(row["statement"])
        found[key] = min(found.get(key, 99), int(row["depth"]))
    return found
