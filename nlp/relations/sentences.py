"""What does an open sentence say of a therapy and a cancer? For prose that is no list of uses.

The verb gives the predicate, the clause of each cancer its assertion; a sentence without a verb of
``resources/verbs.yaml`` tells nothing. The regulatory act is told with its date and agency where they stand beside it.
"""

from nlp.assertion.clauses import clause_at, compared
from nlp.assertion.relation import Assertion, assert_relation
from nlp.cancers import is_vague
from nlp.extraction import Extraction, Linked, Setting
from nlp.relations.acts import act_in, verbs
from nlp.relations.reading import Names, Reading, distinct_links, read_clause
from nlp.relations.use import Source, approval_kind_of, told_apart
from nlp.structure.unit import Unit

_ASIDE = frozenset({"aside", "gloss", "definition"})


def read_sentence(unit: Unit, source: Source, names: Names) -> list[Extraction]:
    """Return what a sentence asserts of its therapies and each of its cancers; what no rule understood it does not."""
    reading = read_clause(unit, unit.text, names, "object")
    alternatives = _therapies(reading, source)
    if not alternatives or not any(words.search(unit.text) for _, words in verbs().predicates):
        return []
    groups: dict[tuple[str, Assertion], list[Linked]] = {}
    for mention, held in reading.cancers:
        if held.part not in _ASIDE and not is_vague(mention):
            assertion = assert_relation(unit.text, focus=mention.start)
            predicate = _told(_predicate(unit.text, mention.start, assertion), assertion)
            if assertion.told and predicate:
                groups.setdefault((predicate, assertion), []).append(reading.link_cancer(mention))
    act = act_in(unit.text, source.agency)
    return [
        Extraction(
            predicate=predicate,
            indication="",
            purpose="treat",
            therapies=therapies,
            lead=tuple(range(len(therapies))),
            cancers=tuple(distinct_links(cancers)),
            span=(unit.start, unit.end),
            biomarkers=tuple(group[0] for group in reading.required() if len(group) == 1),
            setting=Setting(),
            polarity="affirmed" if predicate == "no_benefit_shown" else assertion.polarity,
            modality=assertion.modality,
            exclusive=assertion.exclusive,
            approval_kind=approval_kind_of(unit.text),
            confidence=0.7,
            agency=act.agency,
            rule=f"sentence_{assertion.rule}",
            unread=tuple(reading.left_over()),
            verb=act.verb,
            date=act.date,
        )
        for (predicate, assertion), cancers in groups.items()
        for therapies in alternatives
    ]


def _predicate(text: str, focus: int, assertion: Assertion) -> str:
    """Return the relation that the clause of a cancer tells, else its sentence. What is only used is an option."""
    if assertion.rule == "used":
        return "option_for"
    places = (clause_at(text, focus).text, text)
    return next((name for place in places for name, words in verbs().predicates if words.search(place)), "")


def _told(predicate: str, assertion: Assertion) -> str:
    """Return the predicate under its assertion: what is studied or hoped for is no approval."""
    if assertion.modality in ("investigational", "hypothetical"):
        return "studied_for"
    return "option_for" if assertion.modality == "comparative" else predicate


def _therapies(reading: Reading, source: Source) -> list[tuple[Linked, ...]]:
    """Return the therapies that the sentence is about, each tuple given together: named ones, else the one that the
    text is of. What the sentence compares them with is none."""
    rivals = list(compared(reading.text))
    own = [
        linked
        for mention, held in reading.therapies
        if held.part in ("lead", "object", "candidate", "received", "partner")
        and mention.entity_ids
        and not any(start <= mention.start < end for start, end in rivals)
        for linked in reading.link(mention)
        if linked.kind != "procedure"
    ]
    return told_apart(distinct_links(own), reading) or ([source.therapy] if source.therapy else [])
