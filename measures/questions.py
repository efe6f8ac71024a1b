"""Measure the understanding of questions and the emergency screen; print Markdown for docs/quality.md.

    python -m measures.questions [--calibrate]

Phrasings are our own; "kept aside" ones were not looked at while the first patterns were written, "blind" ones came
later and were only ever counted. Half of these (every second) serve to calibrate confidence, the other half to check
it. MedQuAD's visible half measures routing only.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answers.safety import screen
from nlp.questions.calibration import Calibration
from nlp.questions.question import Question
from nlp.questions.reader import QuestionReader
from nlp.questions.words import RESOURCES, read_table
from tests.nlp.questions.packaged_names import packaged_names
from tests.nlp.questions.phrasings import (
    Phrasing,
    missing_entities,
    read_blind_phrasings,
    read_more_phrasings,
    read_phrasings,
    type_of,
    wrong_constraints,
)

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("EXPLAINER_CORPUS", ROOT.parent / "shared" / "corpus"))
MEDQUAD = CORPUS / "gold-dev" / "medquad-cancergov"
WANTED = {
    "information": "definition",
    "treatment": "treatments",
    "research": "trials",
    "outlook": "declined:prognosis",
    "symptoms": "declined:symptoms",
    "susceptibility": "declined:prevention",
    "prevention": "declined:prevention",
    "causes": "declined:prevention",
    "inheritance": "declined:prevention",
    "genetic changes": "declined:prevention",
    "exams and tests": "declined:diagnosis",
    "stages": "declined:diagnosis",
}
BOUNDS = (0.0, 0.15, 0.25, 0.35, 0.45, 0.55, 0.66, 0.75, 0.85)


@dataclass(frozen=True, slots=True)
class Reading:
    """One phrasing as read, judged."""

    phrasing: Phrasing
    question: Question
    type_right: bool
    names_right: bool
    conditions_right: bool
    milliseconds: float

    @property
    def right(self) -> bool:
        return self.type_right and self.names_right


def read_all(reader: QuestionReader, phrasings: Iterable[Phrasing]) -> list[Reading]:
    """Read and judge phrasings."""
    readings = []
    for phrasing in phrasings:
        started = time.process_time()
        question = reader.read(phrasing.text)
        spent = (time.process_time() - started) * 1000
        readings.append(
            Reading(
                phrasing,
                question,
                type_of(question) == phrasing.type,
                not missing_entities(question, phrasing, packaged_names()),
                not wrong_constraints(question, phrasing),
                spent,
            )
        )
    return readings


def share(flags: Sequence[bool]) -> str:
    """Return a share as per cent."""
    return f"{100 * sum(flags) / len(flags):.1f} %" if flags else "–"


def routing_rows(readings: Sequence[Reading], blind: Sequence[Reading]) -> Iterator[str]:
    """Yield the table of routing, tuned beside kept aside and blind."""
    yield "| phrasings | n | type | names | both | conditions | sure | right where sure |"
    yield "|---|---|---|---|---|---|---|---|"
    tuned = [one for one in readings if not one.phrasing.kept]
    kept = [one for one in readings if one.phrasing.kept]
    for title, held in (("tuned", tuned), ("kept aside", kept), ("blind", blind)):
        sure = [one for one in held if one.question.sure]
        conditions = [one.conditions_right for one in held if one.phrasing.constraints]
        cells = (
            len(held),
            share([one.type_right for one in held]),
            share([one.names_right for one in held]),
            share([one.right for one in held]),
            share(conditions),
            share([one.question.sure for one in held]),
            share([one.right for one in sure]),
        )
        yield f"| {title} | " + " | ".join(map(str, cells)) + " |"


def type_rows(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield routing by type, kept aside and blind together."""
    yield "| type | not tuned on | right |"
    yield "|---|---|---|"
    by_type: dict[str, list[bool]] = defaultdict(list)
    for one in readings:
        by_type[one.phrasing.type.partition(":")[0]].append(one.right)
    for kind in sorted(by_type):
        yield f"| {kind} | {len(by_type[kind])} | {share(by_type[kind])} |"


def calibration_rows(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield stated confidence beside the share that is right, on the half that did not calibrate."""
    yield "| confidence told | n | right |"
    yield "|---|---|---|"
    by_confidence: dict[float, list[bool]] = defaultdict(list)
    for one in readings[1::2]:
        by_confidence[one.question.confidence].append(one.right)
    for confidence in sorted(by_confidence):
        yield f"| {confidence:.2f} | {len(by_confidence[confidence])} | {share(by_confidence[confidence])} |"


def medquad_rows(reader: QuestionReader) -> Iterator[str]:
    """Yield routing on MedQuAD's visible half."""
    if not MEDQUAD.is_dir():
        yield f"No MedQuAD questions at {MEDQUAD}: set EXPLAINER_CORPUS."
        return
    flags: dict[str, list[bool]] = defaultdict(list)
    named: list[bool] = []
    for file in sorted(MEDQUAD.glob("*.xml")):
        for asked in ET.parse(file).iter("Question"):  # noqa: S314 - files of our own corpus
            question = reader.read(asked.text or "")
            flags[asked.attrib["qtype"]].append(type_of(question) == WANTED[asked.attrib["qtype"]])
            named.append(bool(question.cancers))
    yield "| MedQuAD type | taken as | n | right |"
    yield "|---|---|---|---|"
    for kind, held in sorted(flags.items(), key=lambda item: -len(item[1])):
        yield f"| {kind} | {WANTED[kind]} | {len(held)} | {share(held)} |"
    everything = [flag for held in flags.values() for flag in held]
    yield f"| all | | {len(everything)} | {share(everything)} |"
    yield ""
    yield f"A cancer that we hold is found in {share(named)} of them; the others are told as not held."


def emergency_rows() -> Iterator[str]:
    """Yield what the emergency screen sees and what it leaves alone."""
    rows = read_table("phrasings.tsv", ROOT / "tests" / "answers" / "safety")
    yield "| messages | emergencies | seen | look-alikes | left alone |"
    yield "|---|---|---|---|---|"
    for part, title in (("tune", "tuned"), ("kept", "kept aside"), ("blind", "blind")):
        seen = [screen(text) is not None for half, kind, text in rows if half == part and kind != "-"]
        quiet = [screen(text) is None for half, kind, text in rows if half == part and kind == "-"]
        yield f"| {title} | {len(seen)} | {share(seen)} | {len(quiet)} | {share(quiet)} |"


def speed_rows(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield times: a cold process with all packaged names, and a question in a warm one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.tsv"
        packaged_names().write(path)
        program = (
            "import time; t = time.process_time(); from pathlib import Path; "
            "from nlp.questions.reader import QuestionReader; from nlp.questions.names import QuestionNames; "
            f"QuestionReader(QuestionNames.load(Path({str(path)!r}))); print((time.process_time() - t) * 1000)"
        )
        cold = [_milliseconds_of(program) for _ in range(5)]
    times = sorted(one.milliseconds for one in readings)
    yield f"- cold: import, {len(packaged_names())} names, patterns: {statistics.median(cold):.0f} ms of CPU (of 5)"
    yield f"- a question: median {statistics.median(times):.2f} ms of CPU, p95 {times[int(len(times) * 0.95)]:.2f} ms"


def _milliseconds_of(program: str) -> float:
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    return float(run.stdout)


def calibrate(readings: Sequence[Reading]) -> None:
    """Write the step table: per bound, the share right among scores from there to the next, made monotone."""
    half = readings[::2]
    lines = [
        "# Raw score from, share of right readings: python -m measures.questions --calibrate makes the rows from every",
        "# second phrasing kept aside or blind. threshold: below it, readings are offered instead of an answer.",
        "# raw from\tshare",
        f"threshold\t{Calibration().threshold}",
    ]
    best = 0.0
    for low, high in zip(BOUNDS, (*BOUNDS[1:], 2.0), strict=True):
        flags = [one.right for one in half if low <= one.question.raw < high]
        estimate = (sum(flags) + 1) / (len(flags) + 2)  # Laplace: a few right ones make no certainty
        best = max(best, round(estimate, 2))
        lines.append(f"{low}\t{best}")
    (RESOURCES / "calibration.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print the measures, or write the calibration."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--calibrate", action="store_true", help="write nlp/resources/questions/calibration.tsv")
    reader = QuestionReader(packaged_names())
    readings = read_all(reader, [*read_phrasings(), *read_more_phrasings()])
    blind = read_all(reader, read_blind_phrasings())
    untuned = [*(one for one in readings if one.phrasing.kept), *blind]
    if arguments.parse_args().calibrate:
        calibrate(untuned)
        return
    unsure = Counter(one.phrasing.type.partition(":")[0] for one in untuned if not one.question.sure)
    for title, rows in (
        ("Questions: type and names", routing_rows(readings, blind)),
        ("Kept aside and blind, by type", type_rows(untuned)),
        ("Confidence", calibration_rows(untuned)),
        ("MedQuAD (routing only)", medquad_rows(reader)),
        ("Emergency screen", emergency_rows()),
        ("Time", speed_rows(readings)),
    ):
        print(f"### {title}\n")
        print("\n".join(rows), end="\n\n")
    print(f"Not sure, so readings are offered: {dict(unsure.most_common())}")


if __name__ == "__main__":
    main()
