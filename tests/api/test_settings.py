"""Every setting is documented, and the command line reads the same ones as the server."""

from pathlib import Path

import pytest

from api import SettingInvalid
from api.locations import data_folder, graph_auth, graph_url, ledger_url
from api.settings import Settings, read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `EXPLAINER_{name.upper()}`" in PAGE
    assert Settings.model_fields[name].description


def test_nothing_is_documented_that_is_no_setting() -> None:
    named = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `EXPLAINER_")}
    assert named == {f"EXPLAINER_{name.upper()}" for name in Settings.model_fields}


def test_both_doors_look_in_the_same_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXPLAINER_DATA", str(tmp_path))
    for name in ("EXPLAINER_GRAPH", "EXPLAINER_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EXPLAINER_GRAPH_PASSWORD", "secret")
    held = read_settings()
    assert (held.data, held.graph, held.ledger) == (data_folder(), graph_url(), ledger_url())
    assert held.auth == graph_auth() == ("neo4j", "secret")
    assert "secret" not in repr(held)
    monkeypatch.setenv("EXPLAINER_GRAPH", "bolt://127.0.0.1:1")
    monkeypatch.setenv("EXPLAINER_LEDGER", "sqlite:///elsewhere")
    held = read_settings()
    assert (held.graph, held.ledger) == (graph_url(), ledger_url()) == ("bolt://127.0.0.1:1", "sqlite:///elsewhere")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_BODY_LIMIT", "small")
    with pytest.raises(SettingInvalid, match="EXPLAINER_BODY_LIMIT"):
        read_settings()
