"""Recorded trials: statuses carry the day of the capture, and a comparator is never told as studied."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.model import Records
from loaders.loader import BrokenDocument, locate
from loaders.sources.clinical_trials import LOADER
from tests.loaders.reading import check_reading
from tests.loaders.vocabulary import corpus_context, made_context
from tests.needs import corpus_folder


def study(**changes: Any) -> dict[str, Any]:
    modules = {
        "identificationModule": {"nctId": "NCT00000001", "briefTitle": "x"},
        "statusModule": {"overallStatus": "NOT_YET_RECRUITING", "startDateStruct": {"date": "2026-01"}},
        "conditionsModule": {"conditions": ["NSCLC"]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"]},
        "armsInterventionsModule": {"interventions": [{"name": "Osimertinib"}]},
    }
    return {"protocolSection": {**modules, **changes}}


def read(folder: Path, answer: object) -> Records:
    (folder / "get_20260811.json").write_text(json.dumps(answer), encoding="utf-8")
    (document,) = LOADER.documents(folder)
    assert not isinstance(document, BrokenDocument)
    return check_reading(LOADER, document, made_context())


def test_a_trial_keeps_its_phase_status_and_the_day_of_the_status(tmp_path: Path) -> None:
    records = read(tmp_path, study())
    (trial,) = (entity for entity in records.entities.values() if entity.label == "Trial")
    told = dict(trial.properties)
    assert trial.id == "nct:NCT00000001"
    assert told["phase"] == "phase 1, phase 2"
    assert told["status"] == "not yet recruiting"
    assert told["status_date"] == "2026-08-11"
    assert told["start"] == "2026-01"
    (statement,) = records.statements.values()
    assert (statement.subject, statement.object, statement.modality) == ("ncit:1", "cancer:nsclc", "investigational")
    assert statement.review_status == "single_source"


def test_without_arms_several_medicines_are_only_proposed(tmp_path: Path) -> None:
    two = {"interventions": [{"name": "Osimertinib"}, {"name": "Cisplatin"}]}
    records = read(tmp_path, study(armsInterventionsModule=two))
    assert {one.review_status for one in records.statements.values()} == {"proposed"}


def test_without_arms_the_title_tells_what_is_studied_and_what_it_is_compared_with(tmp_path: Path) -> None:
    two = {"interventions": [{"name": "Osimertinib"}, {"name": "Cisplatin"}]}
    identification = {"nctId": "NCT00000001", "briefTitle": "A study comparing osimertinib with cisplatin in NSCLC"}
    records = read(tmp_path, study(armsInterventionsModule=two, identificationModule=identification))
    told = {one.subject: one.review_status for one in records.statements.values()}
    assert told == {"ncit:1": "single_source", "ncit:3": "proposed"}
    identification["briefTitle"] = "Osimertinib versus cisplatin in NSCLC"
    again = read(tmp_path, study(armsInterventionsModule=two, identificationModule=identification))
    assert {one.subject: one.review_status for one in again.statements.values()} == told


def test_a_trial_of_no_cancer_is_left_out_without_a_doubt(tmp_path: Path) -> None:
    (tmp_path / "get_20260811.json").write_text(
        json.dumps(study(conditionsModule={"conditions": ["Chronic pain"]})), encoding="utf-8"
    )
    (document,) = LOADER.documents(tmp_path)
    assert not isinstance(document, BrokenDocument)
    reading = LOADER.read(document, made_context())
    assert not reading.set_aside
    assert not reading.records.statements


def test_with_arms_the_comparator_is_left_out(tmp_path: Path) -> None:
    arms = {
        "armGroups": [{"label": "new", "type": "EXPERIMENTAL"}, {"label": "old", "type": "ACTIVE_COMPARATOR"}],
        "interventions": [
            {"name": "Osimertinib", "armGroupLabels": ["new"]},
            {"name": "Cisplatin", "armGroupLabels": ["old"]},
        ],
    }
    records = read(tmp_path, study(armsInterventionsModule=arms))
    assert {one.subject for one in records.statements.values()} == {"ncit:1"}


def test_an_observation_studies_no_treatment(tmp_path: Path) -> None:
    assert not read(tmp_path, study(designModule={"studyType": "OBSERVATIONAL"})).statements


@pytest.mark.parametrize("answer", [[], 3, {"studies": [{}]}, {"protocolSection": []}, {"studies": "x"}])
def test_a_broken_answer_is_a_broken_document(tmp_path: Path, answer: object) -> None:
    (tmp_path / "get_20260811.json").write_text(json.dumps(answer), encoding="utf-8")
    assert [type(one) for one in LOADER.documents(tmp_path)] == [BrokenDocument]


STRANGE: dict[str, set[str]] = {
    "statusModule": set(),
    "conditionsModule": {"no_cancer_linked"},
    "designModule": {"design_not_told"},
    "armsInterventionsModule": {"no_therapy_linked"},
}
"""What a trial is set aside for where a module of it cannot be read; a status it may lack."""


@pytest.mark.parametrize("module", sorted(STRANGE))
@pytest.mark.parametrize("value", [None, [], "x", {"conditions": [1], "interventions": [2, {"name": 3}], "phases": 4}])
def test_a_strange_module_costs_its_own_trial_alone_and_says_so(tmp_path: Path, module: str, value: object) -> None:
    strange = study(identificationModule={"nctId": "NCT00000002", "briefTitle": "y"}, **{module: value})
    (tmp_path / "get_20260811.json").write_text(json.dumps({"studies": [strange, study()]}), encoding="utf-8")
    whole, damaged = LOADER.documents(tmp_path)
    assert not isinstance(whole, BrokenDocument)
    assert not isinstance(damaged, BrokenDocument)
    alone = tmp_path / "alone"
    alone.mkdir()
    assert check_reading(LOADER, whole, made_context()).statements == read(alone, study()).statements
    told = check_reading(LOADER, damaged, made_context())
    reasons = {item.reason for item in LOADER.read(damaged, made_context()).set_aside}
    assert reasons == STRANGE[module]
    assert bool(told.statements) is not bool(reasons), "a trial that tells nothing must wait in the queue"
    trials = [dict(one.properties) for one in told.entities.values() if one.label == "Trial"]
    assert not any("status" in properties for properties in trials)


def test_each_trial_of_the_captures_is_read_once() -> None:
    documents = list(LOADER.documents(locate(LOADER, corpus_folder())))
    places = [document.document.id for document in documents if not isinstance(document, BrokenDocument)]
    assert len(places) == len(set(places)) == len(documents)
    for document in documents:
        assert not isinstance(document, BrokenDocument)
        check_reading(LOADER, document, corpus_context())
