"""Tell approved uses and listed options with all that narrows them, alternatives put together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.listing import WORDS
from answers.sections.use_groups import UseGroup, group_uses
from answers.verdict.model import JudgedUse, Use
from answers.wording.conditions import Conditions, NameOf, conditions, pack
from answers.wording.phrases import join_words, say_when
from graph.model import BiomarkerState


def tell_approved_uses(
    section: SectionDraft, draft: Draft, narrator: Narrator, judged: Sequence[JudgedUse], status: str = "approved"
) -> None:
    """Write each open use: what it is for, the test, how far the cancer is, for whom, since when."""
    by_id = {one.use.id: one for one in judged}
    for group in group_uses(one.use for one in judged):
        members = [by_id[statement_id] for statement_id in group.statement_ids]
        tell_approved_use(section, narrator, group, members)
        draft.findings.extend(findings(narrator, group, status, members))


def tell_approved_use(section: SectionDraft, narrator: Narrator, group: UseGroup, members: Sequence[JudgedUse]) -> None:
    """Write one use in as few sentences as its conditions allow: first what and for which cancer, then what is left."""
    said = phrases_of(narrator, group, narrator.name)
    counted = phrases_of(narrator, group, lambda one: one)
    ground = group.statement_ids
    cancers = narrator.names_of(cancer.id for cancer in group.cancers)
    words = 3 + 2 * len(cancers)
    lead, rest = _fitting(said, counted, WORDS[narrator.voice.level] - words)
    requiring = narrator.voice.catalogue.wording("use.requiring", narrator.voice.level).format(tests=said.tests)
    apart = said.tests and (narrator.voice.level == "plain" or rest != Conditions() or len(said.tests.split()) > 14)
    section.claim(
        "use.approved",
        ground,
        therapy=narrator.name(group.subject.id),
        cancer=join_words(cancers, "or"),
        disease=f" {' and '.join(lead.disease)}" if lead.disease else "",
        giving="".join(f", {phrase}" for phrase in (lead.partners, *lead.course, *lead.people) if phrase)
        + (f", {requiring}" if said.tests and not apart else ""),
        **narrator.grammar(group.subject.id),
    )
    if apart:
        section.claim("use.tests", ground, tests=said.tests)
    for_what = "use.for_condition" if all(narrator.is_condition(one.id) for one in group.cancers) else "use.for_cancer"
    for run in pack(rest.disease, 14):
        section.claim(for_what, ground, phrases=run.replace(", ", " and "))
    for run in pack([phrase for phrase in (rest.partners, *rest.course, *rest.people) if phrase], 17):
        section.claim("use.given", ground, phrases=run)
    tell_act(section, ground, members)


def _fitting(said: Conditions, counted: Conditions, room: int) -> tuple[Conditions, Conditions]:
    """Split conditions into those that fit into the first sentence and those that need another one."""
    lead, rest = Conditions(), Conditions()
    for name in ("partners", "disease", "course", "people"):
        phrases, sizes = getattr(said, name), getattr(counted, name)
        size = len(sizes.split()) if isinstance(sizes, str) else sum(len(one.split()) + 1 for one in sizes)
        if phrases and size > room:
            rest = replace(rest, **{name: phrases})
        elif phrases:
            room -= size
            lead = replace(lead, **{name: phrases})
    return lead, rest


def tell_act(section: SectionDraft, ground: Sequence[str], members: Sequence[JudgedUse]) -> None:
    """Write when the use was approved, and that proof is still owed where it is."""
    granted = sorted({one.granted for one in members if one.granted})
    owed = sorted({one.approval_kind for one in members} & {"accelerated", "conditional"})
    for kind in owed:
        if granted:
            section.claim(f"approval_kind.{kind}_since", ground, when=say_when(granted[0]))
        else:
            section.claim(f"approval_kind.{kind}", ground)
    if granted and not owed:
        section.claim("use.granted", ground, when=say_when(granted[0]))


def phrases_of(narrator: Narrator, group: UseGroup, name_of: NameOf) -> Conditions:
    """Return what narrows a group, in words; what the cancer's name says is not said twice."""
    named = " ".join(cancer.name.lower() for cancer in group.cancers)
    states = tuple(state for state in group.qualifiers.disease_state if state.lower() not in named)
    return conditions(
        narrator.voice,
        replace(group.qualifiers, disease_state=states),
        name_of,
        requires=group.requires,
        partners=group.partners,
        after=group.after,
    )


def findings(
    narrator: Narrator, group: UseGroup, status: str, members: Sequence[JudgedUse] = ()
) -> list[dict[str, object]]:
    """Return a use as data: one entry for each of its statements' sets of partners and tests."""
    dates = {one.use.id: one for one in members}
    qualifiers = group.qualifiers
    setting = {
        name: value
        for name in ("stage", "disease_state", "line_min", "line_max", "setting", "population", "age_min", "age_max")
        if (value := getattr(qualifiers, name)) not in ("", (), 0, -1)
    }
    return [
        {
            "therapies": [therapy_entry(narrator, one) for one in (group.subject.id, *partners)],
            "cancers": [{"id": cancer.id, "name": cancer.name} for cancer in group.cancers],
            "biomarkers": [marker_entry(narrator, state) for states in group.requires for state in states],
            "agency": narrator.agency_short(group.agency) if group.agency else None,
            "status": status,
            "kind": next((dates[one].approval_kind for one in group.statement_ids if one in dates), "") or None,
            "date": next((dates[one].granted for one in group.statement_ids if one in dates), "") or None,
            "setting": setting,
            "level_of_evidence": qualifiers.level_of_evidence or None,
            "conditions": [narrator.name(state.biomarker_id) for states in group.requires for state in states],
            "statement_id": group.statement_ids[0],
        }
        for partners in group.partners
    ]


def therapy_entry(narrator: Narrator, therapy_id: str) -> dict[str, object]:
    """Return a therapy as data, with its primary class where one is held."""
    entity = narrator.entities.get(therapy_id)
    held = narrator.classes.get(therapy_id)
    return {
        "id": therapy_id,
        "name": entity.name if entity else narrator.name(therapy_id),
        "class": narrator.entities[held.class_id].name if held and held.class_id in narrator.entities else None,
    }


def marker_entry(narrator: Narrator, state: BiomarkerState) -> dict[str, object]:
    """Return a biomarker in its state as data."""
    entity = narrator.entities.get(state.biomarker_id)
    return {
        "id": state.biomarker_id,
        "name": entity.name if entity else narrator.name(state.biomarker_id),
        "state": state.state,
    }


def mentioned(uses: Iterable[Use]) -> set[str]:
    """Return the ids of everything that telling these uses will name."""
    found: set[str] = set()
    for use in uses:
        said = use.statement
        found.update((use.subject.id, use.object.id, said.agency, *said.partners, *said.excluded_cancers))
        found.update(state.biomarker_id for state in (*said.requires, *said.excludes))
        found.update(prior.therapy_id for prior in (*said.after, *said.not_after))
        if said.predicate == "studied_for":
            found.add(said.qualifiers.note)
    return found - {""}
