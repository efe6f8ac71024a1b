"""Which medicines work on a molecule or ask for its test, and what they are approved for."""

from collections.abc import Iterable, Mapping, Sequence

from answers.asking import Asking
from answers.cancer_reading import read_therapies
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.records import Rows
from answers.sections.by_cancer import tell_by_cancer
from answers.sections.closing import tell_more
from answers.sections.definition import tell_account
from answers.sections.listing import WORDS, counted, runs
from answers.sections.options import tell_approved, tell_checked, tell_owed
from answers.sections.treatments import approved_by_agency, narrator_for
from answers.sources import Source
from answers.verdict.biomarkers import read_marker
from answers.verdict.model import JudgedUse
from answers.verdict.rules import rules
from answers.wording.phrases import join_words

PREDICATES = ("targets", "defines")


def tell_targeting(asking: Asking, molecule: str) -> Mapping[str, tuple[Source, ...]]:
    """Write what is said to work on the molecule, then the uses of that and of what asks for its test, by agency."""
    rows = asking.reading.about([molecule], PREDICATES)
    working = {str(row["subject"]) for row in rows if row["predicate"] == "targets"}
    tests = _tests_of(asking, molecule)
    needing = asking.store.run(
        "statements_requiring", biomarkers=tests, predicates=["approved_for"], known_at=asking.reading.known_at
    )
    held = read_therapies(asking.reading, working | {str(row["subject"]) for row in needing})
    approved = {
        agency: [one for one in judged if one.use.subject.id in working or _asks_for(one, tests)]
        for agency, judged in approved_by_agency(asking, held).items()
    }
    narrator = narrator_for(asking, held, approved, {molecule, *working}, {str(row["statement"]) for row in rows})
    section = asking.draft.section("biomarkers")
    section.title = asking.draft.voice.tell("title.target", {"molecule": narrator.name(molecule)})
    _tell_what_works(section, narrator, molecule, rows)
    for number, (agency, judged) in enumerate(approved.items() if held.facts.uses else ()):
        _tell_uses(asking, narrator, agency, judged, molecule, tests, folded=number > 0)
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources


def _tests_of(asking: Asking, molecule: str) -> list[str]:
    """Return the test results of a molecule, those that deny it left out: RET fusion and RET mutation of RET."""
    entity = asking.reading.named([molecule]).entities.get(molecule)
    name = entity.name if entity else ""
    read = {key: read_marker(held) for key, held in asking.reading.biomarkers().items()}
    return sorted(key for key, marker in read.items() if marker.marker == name and marker.level != "negative")


def _tell_what_works(section: SectionDraft, narrator: Narrator, molecule: str, rows: Rows) -> None:
    name = narrator.name(molecule)
    working: dict[str, list[str]] = {}
    for row in rows:
        if row["predicate"] == "targets":
            working.setdefault(narrator.name(str(row["subject"])), []).append(str(row["statement"]))
    tell_account(section, narrator, [row for row in rows if row["predicate"] == "defines"])
    for run in runs(counted(working), WORDS[section.voice.level] - 4):
        grounds = [ground for item in run for ground in item.grounds]
        section.claim("target.works", grounds, molecule=name, therapies=join_words([item.text for item in run]))
    if not working:
        basis = f"query:told_about_objects?objects={molecule}&predicates=targets"
        section.absence("target.none", [basis], molecule=name)


def _tell_uses(
    asking: Asking,
    narrator: Narrator,
    agency: str,
    judged: Sequence[JudgedUse],
    molecule: str,
    tests: Sequence[str],
    *,
    folded: bool,
) -> None:
    """Write the uses that ask for a test of the molecule with their situation, the others in short by cancer."""
    gaps = {"country": narrator.country(agency), "agency": narrator.agency(agency), "molecule": narrator.name(molecule)}
    section = asking.draft.section("biomarkers", folded=folded)
    section.title = asking.draft.voice.tell("title.options_in", gaps)
    tested = [one for one in judged if _asks_for(one, tests)]
    others = [one for one in judged if one not in tested]
    if tested:
        section.connect("target.with_test", **gaps)
        tell_approved(section, asking.draft, narrator, tested, brief=folded and not asking.agencies)
    if others:
        section.connect("target.without_test" if tested else "treatments.class_head", **gaps)
        tell_by_cancer(section, asking.draft, narrator, others)
    if not judged:
        basis = f"query:statements_requiring?biomarkers={','.join(tests)}&agency={agency}"
        section.absence("target.none_uses", [basis], **gaps)
    tell_owed(section, narrator, judged)
    tell_checked(section, judged)


def _asks_for(judged: JudgedUse, tests: Iterable[str]) -> bool:
    wanted, absent = set(tests), rules()["states"]["absent"]
    return any(state.biomarker_id in wanted and state.state not in absent for state in judged.use.statement.requires)
