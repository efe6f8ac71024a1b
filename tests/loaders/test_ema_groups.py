"""Classes of the EMA table: names of groups that say one, and codes whose group the table itself names."""

from pathlib import Path

from loaders.ema_groups import group_rows, groups_of
from tests.loaders.sources.conftest import documents
from tests.loaders.vocabulary import corpus_context


def told(group: str, code: str) -> list[tuple[str, str]]:
    lexicon = corpus_context().lexicon
    assert lexicon is not None
    return [(one.class_id, one.told_by) for one in groups_of(group, code, lexicon)]


def test_a_group_that_says_a_class() -> None:
    assert told("Antineoplastic agents, Protein kinase inhibitors", "") == [("class:kinase-inhibitor", "group")]
    assert told("Antineoplastic agents", "L01EB04") == [("class:kinase-inhibitor", "code")]


def test_what_is_left_over_says_none() -> None:
    assert not told("Antineoplastic agents, Other antineoplastic agents", "L01XX27")
    assert not told("Antineoplastic agents", "")


def test_every_row_means_a_class_and_every_code_is_named_by_the_table(corpus: Path) -> None:
    lexicon = corpus_context().lexicon
    assert lexicon is not None
    rows = [one.fields for one in documents("ema-table", corpus / "ema/medicines-2023-12-05.xlsx")]
    for row in group_rows():
        assert len(lexicon.look_up(row["class"])) == 1, row
        for code in filter(None, row["codes"].split("|")):
            named = [
                one
                for one in rows
                if one["ATC code"].startswith(code) and row["group"] in one["Human pharmacotherapeutic group"]
            ]
            assert named, f"no row of the table names the group of {code}: {row['group']}; take the code out"
