"""What narrows a use, in words: tests, how far the cancer is, which treatment it is, and for whom."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from answers.draft import Voice
from answers.wording.phrases import join_words, say_number
from graph.model import BiomarkerState, PriorTherapy, Qualifiers

NameOf = Callable[[str], str]
WORDS_PER_SENTENCE = 18
SURGERY = "procedure:surgery"
OF_CANCER = "that "
"""How an earlier treatment begins that says what became of the cancer, not when the next one is given."""
ADJECTIVE = re.compile(r"[\w-]+(?:ed|ive|able|ant|al|ible|ic)$")
NUMBERED = re.compile(r"(?:0|I{1,3}|IV|V)[ABCabc]?\d?$")
ANY_TREATMENT = re.compile(
    r"(?:prior |previous |other |lines? of |systemic |anti-?cancer )*(?:treatments?|therap(?:y|ies))$"
)
ABSENT_STATES = ("absent", "negative", "wild_type")
ABSENT_IN_NAME = ("negative", "wild-type", "wild type")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Phrases by what they say; each stands after the name that it narrows."""

    tests: str = ""
    partners: str = ""
    disease: tuple[str, ...] = ()
    course: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def narrowing(self) -> tuple[str, ...]:
        """Everything but tests and partners, in the order in which people say it."""
        return (*self.disease, *self.course, *self.people)


def say_value(voice: Voice, table: str, value: str) -> str:
    """Return the wording of a qualifier's value; one that the catalogue lacks is told in its own words."""
    plan = f"{table}.{value}"
    if plan in voice.catalogue.plans:
        return voice.catalogue.wording(plan, voice.level)
    if table == "stage":
        if value.lower().startswith("stage") or NUMBERED.match(value):
            return f"at stage {value.lower().removeprefix('stage').strip().upper()}"
        return f"at the {value} stage"
    if table == "population":
        return f"in people {value}" if value.startswith("with ") else f"in {value}"
    if table == "setting":
        return f"as {value} treatment"
    return f"that is {value}" if ADJECTIVE.match(value) else f"described as “{value}”"


def say_marker(state: BiomarkerState, name_of: NameOf) -> str:
    """Return one test result: 'EGFR exon 19 deletion', 'no ALK fusion'."""
    name = name_of(state.biomarker_id)
    if state.state not in ABSENT_STATES or name.lower().endswith(ABSENT_IN_NAME):
        return name
    if name.lower().endswith("positive"):  # "HER2-positive" must never be told of a use that needs its absence
        return f"{name[: -len('positive')]}negative"
    return f"no {name}"


def say_markers(alternatives: Sequence[Iterable[BiomarkerState]], name_of: NameOf) -> str:
    """Return test results that must all hold, or sets of them of which one must: 'A and B', 'A, and B or C'."""
    sets = list(dict.fromkeys(tuple(say_marker(state, name_of) for state in states) for states in alternatives))
    if not sets or () in sets:
        return ""
    shared = [marker for marker in sets[0] if all(marker in markers for markers in sets)]
    rests = [[marker for marker in markers if marker not in shared] for markers in sets]
    rests = [rest for rest in rests if rest]
    either = join_words([join_words(rest) for rest in rests], "or")
    return join_words([*shared, either]) if either else join_words(shared)


def say_line(voice: Voice, qualifiers: Qualifiers) -> str:
    """Return which treatment this is, counted from the first: '' where the source does not say."""
    low, high = qualifiers.line_min, qualifiers.line_max
    if not low and not high:
        return ""
    if high == 1:
        return voice.catalogue.wording("line.first", voice.level)
    if high > 1 and low <= 1:
        return voice.catalogue.wording("line.up_to", voice.level).format(count=say_number(high))
    if high > 1 and high > low:
        gaps = {"low": say_number(max(low - 1, 0)), "high": say_number(high - 1)}
        return voice.catalogue.wording("line.range", voice.level).format_map(gaps)
    if low == 2:
        return voice.catalogue.wording("line.later_one", voice.level)
    if low > 2:
        return voice.catalogue.wording("line.later", voice.level).format(count=say_number(low - 1))
    return ""


def say_age(voice: Voice, qualifiers: Qualifiers) -> str:
    """Return the ages for which it is: '' where the source gives none."""
    low, high = qualifiers.age_min, qualifiers.age_max
    if low <= 0 and high < 0:
        return ""
    if 0 < low < 1 and high < 0:
        return voice.catalogue.wording("age.months", voice.level).format(months=say_number(round(low * 12)))
    plan = "age.between" if low > 0 and high >= 0 else "age.from" if low > 0 else "age.to"
    return voice.catalogue.wording(plan, voice.level).format(low=f"{low:g}", high=f"{high:g}")


def say_prior(voice: Voice, prior: PriorTherapy, name_of: NameOf) -> str:
    """Return an earlier treatment: 'that got worse after platinum chemotherapy'."""
    therapy = name_of(prior.therapy_id) if prior.therapy_id else prior.text or "another treatment"
    plan = f"relation.{prior.relation}"
    known = plan if plan in voice.catalogue.plans else "relation.received"
    return voice.catalogue.wording(known, voice.level).format(therapy=therapy)


def conditions(
    voice: Voice,
    qualifiers: Qualifiers,
    name_of: NameOf,
    *,
    requires: Sequence[Iterable[BiomarkerState]] = (),
    partners: Sequence[Sequence[str]] = (),
    after: Sequence[PriorTherapy] = (),
) -> Conditions:
    """Put what narrows a use into phrases. ``requires`` and ``partners`` are alternatives, each a set."""
    disease = [say_value(voice, "stage", value) for value in qualifiers.stage]
    disease += [say_value(voice, "disease_state", value) for value in qualifiers.disease_state]
    course = [say_value(voice, "setting", qualifiers.setting)] if qualifiers.setting else []
    course += [line] if (line := say_line(voice, qualifiers)) else []
    priors = [say_prior(voice, prior, name_of) for prior in after if not _is_said(prior, qualifiers)]
    disease += [phrase for phrase in priors if phrase.startswith(OF_CANCER)]
    course += [phrase for phrase in priors if not phrase.startswith(OF_CANCER)]
    people = _say_people(voice, qualifiers)
    named = [join_words([name_of(partner) for partner in group]) for group in partners if group]
    if named:
        said = voice.catalogue.wording("partner.with", voice.level).format(partners=join_words(named, "or"))
    elif qualifiers.combination == "monotherapy":
        said = voice.catalogue.wording("partner.alone", voice.level)
    else:
        said = ""
    stages = list(dict.fromkeys(disease[: len(qualifiers.stage)]))
    phrases = [" or ".join(stages), *disease[len(qualifiers.stage) :]] if stages else disease
    return Conditions(
        say_markers(requires, name_of) if requires else "",
        said,
        tuple(dict.fromkeys(phrases)),
        tuple(dict.fromkeys(course)),
        tuple(dict.fromkeys(people)),
    )


def _say_people(voice: Voice, qualifiers: Qualifiers) -> list[str]:
    """Return for whom a use is, [] where the source does not say; an age stands with the one group that it is of."""
    people = list(dict.fromkeys(say_value(voice, "population", value) for value in qualifiers.population))
    both = [voice.catalogue.wording(f"population.{value}", voice.level) for value in ("adult", "children")]
    if all(phrase in people for phrase in both):
        everyone = voice.catalogue.wording("population.everyone", voice.level)
        people = [everyone, *(phrase for phrase in people if phrase not in both)]
    age = say_age(voice, qualifiers)
    if age and len(people) == 1 and "who" not in people[0]:
        return [f"{people[0]} {age}"]
    return [phrase for phrase in (join_words(people), age) if phrase]


def _is_said(prior: PriorTherapy, qualifiers: Qualifiers) -> bool:
    """Tell whether the setting already says that surgery came first, or the line that any treatment did."""
    if prior.therapy_id == SURGERY:
        return qualifiers.setting in ("adjuvant", "perioperative") and prior.relation == "received"
    return not prior.therapy_id and qualifiers.line_min > 1 and bool(ANY_TREATMENT.match(prior.text))


def pack(phrases: Iterable[str], room: int = WORDS_PER_SENTENCE) -> list[str]:
    """Join phrases with commas into runs of at most ``room`` words, none cut in two."""
    runs: list[str] = []
    for phrase in phrases:
        joined = f"{runs[-1]}, {phrase}" if runs else phrase
        if runs and len(joined.split()) <= room:
            runs[-1] = joined
        else:
            runs.append(phrase)
    return runs
