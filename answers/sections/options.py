"""Treatment options that a source lists: by cancer, how far it is, line and test; the order is no ranking."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.use_groups import UseGroup, group_uses
from answers.sections.uses import findings, phrases_of
from answers.verdict.model import Use
from answers.wording.phrases import join_words

SETTINGS = ("neoadjuvant", "perioperative", "adjuvant", "consolidation", "induction", "", "maintenance")
IN_ONE_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """Options that one sentence can tell: same cancer, same conditions, same publisher, same class."""

    cancers: tuple[str, ...]
    conditions: str
    tests: str
    publisher: str
    class_id: str
    rank: tuple[object, ...]


def tell_options(
    draft: Draft,
    narrator: Narrator,
    uses: Iterable[Use],
    section_id: str = "standard_treatments",
    *,
    folded: bool = False,
) -> SectionDraft:
    """Write listed options, those that share conditions together, each drug under its class."""
    section = draft.section(section_id, folded=folded)
    listed: dict[Listed, list[UseGroup]] = defaultdict(list)
    for group in group_uses(uses):
        listed[_heading(narrator, group)].append(group)
    if listed:
        section.connect("lead.options_order")
    for heading in sorted(listed, key=lambda heading: heading.rank):
        _tell(section, narrator, heading, listed[heading])
        for group in listed[heading]:
            draft.findings.extend(findings(narrator, group, "option"))
    return section


def _heading(narrator: Narrator, group: UseGroup) -> Listed:
    said = phrases_of(narrator, group)
    held = narrator.classes.get(group.subject.id)
    alone = not any(group.partners)
    cancers = tuple(sorted(cancer.id for cancer in group.cancers))
    qualifiers = group.qualifiers
    setting = SETTINGS.index(qualifiers.setting) if qualifiers.setting in SETTINGS else len(SETTINGS)
    class_id = held.class_id if held and alone else ""
    source = narrator.best_source(group.statement_ids[0])
    conditions = " ".join([*said.disease, *said.course, *said.people][:4])
    stage = "|".join(qualifiers.stage)
    return Listed(
        cancers,
        conditions,
        said.tests,
        source.publisher if source else "",
        class_id,
        (
            [narrator.name(cancer) for cancer in cancers],
            setting,
            stage,
            qualifiers.line_min or 9,
            conditions,
            said.tests,
            narrator.name(class_id) if class_id else "~",
            source.publisher if source else "",
        ),
    )


def _tell(section: SectionDraft, narrator: Narrator, heading: Listed, groups: Sequence[UseGroup]) -> None:
    ordered = sorted(groups, key=lambda group: (narrator.name(group.subject.id), group.statement_ids))
    for start in range(0, len(ordered), IN_ONE_SENTENCE):
        run = ordered[start : start + IN_ONE_SENTENCE]
        grounds = [statement for group in run for statement in group.statement_ids]
        therapies = join_words(list(dict.fromkeys(_named(narrator, group) for group in run)))
        if heading.class_id:
            grounds += [narrator.classes[group.subject.id].statement_id for group in run]
            therapies = f"{_class_words(narrator, heading.class_id, len(run))} {therapies}"
        section.claim(
            "option.listed_tests" if heading.tests else "option.listed",
            grounds,
            cancer=join_words([narrator.name(cancer) for cancer in heading.cancers], "or"),
            conditions=f" {heading.conditions}" if heading.conditions else "",
            publisher=heading.publisher,
            therapies=therapies,
            tests=heading.tests,
        )


def _class_words(narrator: Narrator, class_id: str, count: int) -> str:
    said = narrator.name(class_id)
    if count == 1:
        return "the " + (said[:-1] if said.endswith("s") and not said.endswith("ss") else said)
    return f"the {said}"


def _named(narrator: Narrator, group: UseGroup) -> str:
    name = narrator.name(group.subject.id)
    partners = [join_words(narrator.names_of(ids)) for ids in group.partners if ids]
    return f"{name} with {join_words(partners, 'or')}" if partners else name
