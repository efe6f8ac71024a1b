"""What holds for every sentence of every answer: it is founded, cited, short and of one of four kinds."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from answers.model import Answer, Section, Sentence
from answers.narrator import article_of, plural_of
from answers.wording.readability import longest_sentence
from graph.model import earliest
from tests.answers.telling import Teller

QUESTIONS = [
    (row["question"], row["type"])
    for row in csv.DictReader(
        (Path(__file__).parent / "questions.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
]
SENTENCE_WORDS = 20
PLAIN_GRADE = 6
STANDARD_GRADE = 9
LISTED = 10
"""Statements of a list that its sources must all tell."""
MOST_SENTENCES = 130
"""Of the answers to questions.tsv, folded sections counted: the aim is 120, and facts are added."""
OPEN_GAP = re.compile(r"[{}]|  | ,|\.\.|\bNone\b(?! of)|\b(?:ncit|oncotree|biomarker|ae):")


@pytest.fixture(scope="module", params=QUESTIONS, ids=[question for question, _ in QUESTIONS])
def told(request: pytest.FixtureRequest, packaged: Teller) -> Answer:
    answer: Answer = packaged.ask(request.param[0])
    return answer


def every_sentence(told: Answer) -> list[tuple[Section, Sentence]]:
    return [(section, sentence) for section in told.sections for sentence in section.sentences]


def test_each_question_is_of_its_type(packaged: Teller) -> None:
    wrong = {text: (packaged.ask(text).question.type, kind) for text, kind in QUESTIONS}
    assert {text: pair for text, pair in wrong.items() if pair[0] != pair[1]} == {}


def test_an_answer_says_something(told: Answer) -> None:
    assert every_sentence(told)


def test_a_claim_rests_on_statements_and_is_cited(told: Answer) -> None:
    claims = [sentence for _, sentence in every_sentence(told) if sentence.kind == "claim"]
    assert [one.text for one in claims if not one.statement_ids or not one.citations] == []


def test_a_list_cites_a_source_of_every_statement_that_it_rests_on(told: Answer, packaged: Teller) -> None:
    lists = [one for _, one in every_sentence(told) if one.kind == "claim" and len(one.statement_ids) <= LISTED]
    wanted = sorted({statement for one in lists for statement in one.statement_ids})
    places: dict[str, set[tuple[str, str]]] = {}
    for row in packaged.store.run("evidence_of", statements=wanted):
        places.setdefault(str(row["statement"]), set()).add((str(row["document"]), str(row["locator"])))
    cited = {one.number: (one.document_id, one.locator) for one in told.citations}
    silent = {
        (one.text, statement)
        for one in lists
        for statement in one.statement_ids
        if statement in places and not places[statement] & {cited[number] for number in one.citations}
    }
    assert silent == set()


def test_an_absence_names_what_was_searched(told: Answer) -> None:
    absences = [sentence for _, sentence in every_sentence(told) if sentence.kind == "absence"]
    assert [one.text for one in absences if not one.basis] == []


def test_there_are_four_kinds_of_sentence_only(told: Answer) -> None:
    assert {sentence.kind for _, sentence in every_sentence(told)} <= {"claim", "absence", "guidance", "connective"}


def test_citations_are_numbered_from_one_without_gaps_and_all_used(told: Answer) -> None:
    used = {number for _, sentence in every_sentence(told) for number in sentence.citations}
    assert used == set(range(1, len(told.citations) + 1)) == {citation.number for citation in told.citations}


def test_no_sentence_is_longer_than_twenty_words(told: Answer, packaged: Teller) -> None:
    names = packaged.names
    long = [one.text for _, one in every_sentence(told) if longest_sentence(one.text, names) > SENTENCE_WORDS]
    assert long == []


def test_plain_answers_read_at_grade_six_or_below(told: Answer) -> None:
    assert told.reading_grade is not None
    assert told.reading_grade <= PLAIN_GRADE


def test_no_gap_of_a_sentence_plan_is_left_open(told: Answer) -> None:
    texts = [told.sections[0].title, *(sentence.text for _, sentence in every_sentence(told))]
    assert [
        text for text in texts if re.search(r"[{}]|  | ,|\.\.|\bNone\b(?! of)|\b(?:ncit|oncotree|biomarker|ae):", text)
    ] == []


def test_links_lead_to_official_pages_only(told: Answer) -> None:
    hosts = {citation.url.split("/")[2] for citation in told.citations if citation.url}
    assert hosts <= {
        "www.cancer.gov",
        "dailymed.nlm.nih.gov",
        "www.fda.gov",
        "www.accessdata.fda.gov",
        "www.ema.europa.eu",
        "clinicaltrials.gov",
        "pubmed.ncbi.nlm.nih.gov",
    }


def test_the_same_question_gets_the_same_bytes(told: Answer, packaged: Teller) -> None:
    assert packaged.ask(told.question.text).to_json() == told.to_json()


def test_an_answer_takes_at_most_twelve_round_trips(told: Answer, packaged: Teller) -> None:
    before = packaged.store.round_trips
    packaged.ask(told.question.text)
    assert packaged.store.round_trips - before <= 12


def test_nothing_is_approved_before_its_first_record(packaged: Teller) -> None:
    for text, kind in QUESTIONS:
        if kind in ("approval", "how_it_works"):
            early = packaged.ask(text, as_of=date(1990, 1, 1))
            assert {entry["status"] for entry in early.verdicts} <= {"unknown", "investigational", "not_applicable"}, (
                text
            )


def test_findings_are_also_told_in_a_cited_sentence(told: Answer) -> None:
    cited = {one for _, sentence in every_sentence(told) if sentence.citations for one in sentence.statement_ids}
    assert [finding for finding in told.findings if finding["statement_id"] not in cited] == []


def test_a_therapy_found_is_named_where_its_statement_is_told(told: Answer, packaged: Teller) -> None:
    wanted = {str(therapy["id"]) for finding in told.findings for therapy in finding["therapies"]}
    rows = packaged.store.run("entities", ids=sorted(wanted))
    names = {str(row["id"]): {str(row["name"]).lower(), str(row["plain_name"]).lower()} - {""} for row in rows}
    plurals = {key: {plural_of(name) for name in held} for key, held in names.items()}
    texts: dict[str, str] = {}
    for _, sentence in every_sentence(told):
        for statement in sentence.statement_ids if sentence.citations else ():
            texts[statement] = f"{texts.get(statement, '')} {sentence.text.lower()}"
    unnamed = {
        str(therapy["name"])
        for finding in told.findings
        for therapy in finding["therapies"]
        for key in [str(therapy["id"])]
        if not any(name in texts.get(finding["statement_id"], "") for name in names[key] | plurals[key])
    }
    assert unnamed == set()


def test_levels_reach_the_same_statements(told: Answer, packaged: Teller) -> None:
    def reached(answer: Answer) -> set[str]:
        return {statement for _, sentence in every_sentence(answer) for statement in sentence.statement_ids}

    standard = packaged.ask(told.question.text, level="standard")
    assert reached(standard) == reached(told)
    assert [one["statement_id"] for one in standard.findings] == [one["statement_id"] for one in told.findings]


def test_an_answer_is_short_enough_to_be_read(told: Answer) -> None:
    assert len(every_sentence(told)) <= MOST_SENTENCES


def test_standard_answers_read_at_grade_nine_or_below(told: Answer, packaged: Teller) -> None:
    grade = packaged.ask(told.question.text, level="standard").reading_grade
    assert grade is not None
    assert grade <= STANDARD_GRADE


def test_dates_of_verdicts_are_not_after_the_day_asked_about(told: Answer) -> None:
    day = date.fromisoformat(told.as_of)
    for entry in told.verdicts:
        attested = earliest(entry["attested_on"] or "")
        assert attested is None or attested <= day


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("HER2 antibody", "a"),
        ("HDAC inhibitor", "an"),
        ("ALK inhibitor", "an"),
        ("RET inhibitor", "a"),
        ("enzyme", "an"),
        ("PARP inhibitor", "a"),
        ("mTOR inhibitor", "a"),
    ],
)
def test_an_article_goes_by_sound(name: str, article: str) -> None:
    assert article_of(name) == article
