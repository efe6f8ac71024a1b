"""What is used instead, in short: the main options for a cancer, near and far; the whole list is its own question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from answers.draft import Draft
from answers.narrator import Narrator
from answers.sections.listing import ALONE, WORDS, TreatmentList
from answers.sections.options import after_name, tell_grades
from answers.sections.situations import CURES, is_for_children, reach_of
from answers.sections.use_groups import UseGroup, group_uses
from answers.sections.uses import findings
from answers.verdict.model import Use
from answers.wording.phrases import join_words

GENERAL_KINDS = ("class", "procedure")
"""Kinds of therapy that a short list names: chemotherapy, surgery; single medicines only where no such is listed."""
MOST_CANCERS = 5
REACHES = ("near", "any", "far")


def tell_instead(draft: Draft, narrator: Narrator, cancer: str, options: Sequence[Use]) -> str:
    """Write the main listed options. Returns the first sentence, '' where nothing is told.

    Of a cancer with many kinds (any solid tumor) only what is listed for itself is told.
    """
    groups = [group for group in group_uses(options) if _is_main(group)]
    if len({one.id for group in groups for one in group.cancers}) > MOST_CANCERS:
        groups = [group for group in groups if cancer in {one.id for one in group.cancers}]
    if not groups:
        return ""
    groups = [group for group in groups if all(_is_general(narrator, one) for one in _parts(group))] or groups
    section = draft.section("standard_treatments", folded=True)
    if narrator.is_condition(cancer):
        section.title = draft.voice.tell("title.standard_of_condition", {})
    publishers = narrator.publishers(statement for group in groups for statement in group.statement_ids)
    section.connect("instead.head", publisher=join_words(publishers[:2]))
    placed: dict[tuple[tuple[str, ...], str], list[UseGroup]] = defaultdict(list)
    for group in groups:
        placed[tuple(sorted(cancer.id for cancer in group.cancers)), reach_of(group)].append(group)
    voice = narrator.voice
    done = voice.catalogue.wording("done.listed", voice.level)
    for cancers, reach in sorted(placed, key=lambda one: (narrator.names_of(one[0]), REACHES.index(one[1]))):
        told = list(_told(placed[cancers, reach]))
        words = voice.catalogue.wording(f"instead.{reach}", voice.level)
        listed = TreatmentList(narrator)
        for group in told:
            listed.add(group)
            draft.findings.extend(findings(narrator, group, "option"))
        room = WORDS[voice.level] - len(words.split()) - 2 * len(cancers)
        for sentence in listed.sentences(room):
            gaps = {"cancer": join_words(narrator.names_of(cancers), "or"), "disease": after_name(voice, words)}
            section.claim(ALONE[sentence.plan], sentence.grounds, **gaps, giving="", done=done, **sentence.gaps)
    tell_grades(section, groups)
    return next((one.text for one in section.sentences if one.kind == "claim"), "")


def _is_main(group: UseGroup) -> bool:
    """Tell whether a listed option treats the cancer of grown-ups and asks for no test result."""
    return not any(group.requires) and group.qualifiers.purpose in CURES and not is_for_children(group.qualifiers)


def _told(groups: Iterable[UseGroup]) -> Iterator[UseGroup]:
    """Yield the options; what is given together only where no part of it stands alone."""
    held = list(groups)
    alone = {group.subject.id for group in held if group.partners == ((),)}
    yield from (group for group in held if group.partners == ((),) or not _parts(group) <= alone)


def _parts(group: UseGroup) -> set[str]:
    return {group.subject.id, *(one for partners in group.partners for one in partners)}


def _is_general(narrator: Narrator, therapy: str) -> bool:
    entity = narrator.entities.get(therapy)
    return entity is not None and entity.kind in GENERAL_KINDS
