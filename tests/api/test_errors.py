"""Every error class of every package has one meaning at the doors, and no meaning is without a class."""

import importlib
import inspect
import pkgutil

import pytest

from api import ApiError, DateInvalid, EntityUnknown
from api.errors import UNEXPECTED, URN, Problem, full_name, problem_of, problems
from graph.store import GraphMissing

PACKAGES = ("graph", "nlp", "loaders", "answers", "api")


def error_classes() -> dict[str, type]:
    """Import every module and return the error classes that the packages define, by name."""
    found = {}
    for package in PACKAGES:
        root = importlib.import_module(package)
        names = [package, *(one.name for one in pkgutil.walk_packages(root.__path__, f"{package}."))]
        for name in names:
            if name == "graph.ledger.migrations.env":
                continue  # a script that Alembic runs
            for _, kind in inspect.getmembers(importlib.import_module(name), inspect.isclass):
                if issubclass(kind, Exception) and kind.__module__.partition(".")[0] in PACKAGES:
                    found[full_name(kind)] = kind
    return found


def test_every_error_class_is_mapped_and_no_other() -> None:
    held = set(error_classes())
    assert held - set(problems()) == set(), "add these to api/problems.toml"
    assert set(problems()) - held == set(), "these are gone: remove them from api/problems.toml"


@pytest.mark.parametrize("name", sorted(problems()))
def test_a_mapping_can_be_used(name: str) -> None:
    problem = problems()[name]
    assert 400 <= problem.status <= 599
    assert problem.exit in {2, 4, 5, 6, 70}
    assert problem.slug
    assert problem.slug == problem.slug.lower()
    assert problem.status < 500 or problem.detail or problem.status == 503, "say what everybody may read"


def test_problem_details_hold_what_the_standard_asks_for() -> None:
    body = problem_of(DateInvalid("1850")).as_json(DateInvalid("1850"))
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["type"] == f"{URN}date-invalid"
    assert body["status"] == 422
    assert "write YYYY-MM-DD" in body["detail"]


def test_what_only_the_operator_may_know_is_not_told() -> None:
    error = GraphMissing("embedded:/secret/place")
    assert "/secret/place" in str(error)
    assert "/secret/place" not in problem_of(error).as_json(error)["detail"]


def test_an_unknown_class_takes_the_meaning_of_the_nearest_above_it() -> None:
    class Special(EntityUnknown):
        pass

    assert problem_of(Special("x")).slug == "entity-unknown"
    assert problem_of(ZeroDivisionError()) is UNEXPECTED


def test_an_unexpected_error_tells_nothing_of_itself() -> None:
    assert "secret" not in UNEXPECTED.as_json(ValueError("secret"))["detail"]


def test_a_problem_slug_drops_the_word_error() -> None:
    assert problems()["graph.ledger.LedgerUrlError"].slug == "ledger-url"
    assert isinstance(problem_of(ApiError("x")), Problem)
