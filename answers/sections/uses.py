"""Tell approved uses and listed options with all that narrows them, alternatives put together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.use_groups import UseGroup, group_uses
from answers.verdict.model import JudgedUse, Use
from answers.wording.conditions import Conditions, conditions, pack
from answers.wording.phrases import join_words, say_when
from graph.model import BiomarkerState

OF_CANCER = ("that ", "described ", "of ", "found ", "not treated", "treated before", "at ", "in one part")
"""How phrases begin that tell of the cancer; the others tell how the treatment is given."""


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
    """Write one use in as many short sentences as it takes."""
    said = phrases_of(narrator, group)
    ground = group.statement_ids
    section.claim(
        "use.approved",
        ground,
        therapy=narrator.name(group.subject.id),
        cancer=join_words(narrator.names_of(cancer.id for cancer in group.cancers), "or"),
        partners=f", {said.partners}" if said.partners else "",
        **narrator.grammar(group.subject.id),
    )
    tell_conditions(section, ground, said)
    granted = sorted({one.granted for one in members if one.granted})
    if granted:
        section.claim("use.granted", ground, when=say_when(granted[0]))
    kinds = {one.approval_kind for one in members} & {"accelerated", "conditional"}
    for kind in sorted(kinds):
        section.claim(f"approval_kind.{kind}", ground)


def tell_conditions(section: SectionDraft, ground: Iterable[str], said: Conditions) -> None:
    """Write the test, then how far the cancer is, then how it is given."""
    grounds = tuple(ground)
    if said.tests:
        section.claim("use.tests", grounds, tests=said.tests)
    tell_narrowing(section, grounds, said)


def tell_narrowing(section: SectionDraft, grounds: Sequence[str], said: Conditions, *, many: bool = False) -> None:
    """Write how far the cancer is, then how the treatment is given."""
    gaps = {"They": "They", "are": "are"} if many else {"They": "It", "are": "is"}
    of_cancer = [phrase for phrase in (*said.disease, *said.course) if phrase.startswith(OF_CANCER)]
    of_giving = [phrase for phrase in said.narrowing if phrase not in of_cancer]
    for run in pack(of_cancer, 14):
        section.claim("use.for_cancer", grounds, phrases=run.replace(", ", " and "), **gaps)
    for run in pack(of_giving, 14):
        section.claim("use.given", grounds, phrases=run, **gaps)


def phrases_of(narrator: Narrator, group: UseGroup) -> Conditions:
    """Return what narrows a group, in words."""
    named = " ".join(cancer.name.lower() for cancer in group.cancers)
    states = tuple(state for state in group.qualifiers.disease_state if state.lower() not in named)
    return conditions(
        narrator.voice,
        replace(group.qualifiers, disease_state=states),
        narrator.name,
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
