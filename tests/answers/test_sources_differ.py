"""Sources that disagree, loaded by the real loaders into a ledger of their own: what waits, what is answered and said.

Two lists of one drug that differ in a test and in a use; an index page that names a drug under a disease; a food blog
that has invented a product. The drugs are real, so that every name is read; what is said of them here is not.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from answers.model import Answer
from graph.ledger.ledger import Ledger
from graph.model import Document, Entity, Name, Records
from loaders.loader import Context, Loader, Reading, SourceDocument, named
from loaders.run import load
from loaders.sources.regulatory_events import COLUMNS, TABLES
from tests.answers.telling import Teller, telling
from tests.loaders.vocabulary import made_context

DAY = date(2026, 11, 21)
LABEL = "TAGRISSO is indicated for the treatment of adults with non-small cell lung cancer."
PAGE = """---
title: "Osimertinib - NCI"
url: https://www.cancer.gov/made-up
licence: public domain
---
US Brand Name(s)

Tagrisso

FDA Approved

Yes

## Use in Cancer

Osimertinib is approved to treat:

- **Non-small cell lung cancer** with an EGFR exon 19 deletion. It is used in adults.
- **Small cell lung cancer**. It is used in adults.

## More
"""
INDEX = """---
title: "Drugs for melanoma"
publisher: National Cancer Institute
url: https://www.cancer.gov/made-up-index
licence: public domain
---
## Drugs approved for melanoma

- [Tagrisso (Osimertinib)](/drugs/osimertinib)
- [Atezolizumab](/drugs/atezolizumab)
"""
BLOG = {
    "date": "2026-01-15", "agency": "FDA", "event": "approved", "cancer": "melanoma", "source_kind": "food blog",
    "source_url": "https://lemon-cake.example/news",
}  # fmt: skip
INVENTED = {"brand": "Tagrisso-2", "therapies": "Tagrisso-2"}
ELSEWHERE = {"brand": "", "therapies": "atezolizumab"}


class Vocabulary:
    """The made names of the loaders' tests, as a source of its own."""

    name = "names"
    describe = "made names"
    home = ""
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument]:
        document = Document("doc:names/a", "names", "we", "", "", "other", "vocabulary", "names", "0" * 64)
        yield SourceDocument(document, "names")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        reading.records.update(made_context().held)
        reading.records.add(document.document)
        for short, name in (("fda", "FDA"), ("ema", "EMA")):
            reading.records.add(Entity(f"agency:{short}", "Agency", "regulator", name, f"the {name}"))
            reading.records.add(Name(f"name:{short}", f"agency:{short}", name, "preferred"))
        return reading


def _written(corpus: Path) -> None:
    line = {"id": "fda-label:made", "active_ingredients": ["OSIMERTINIB"], "section": "", "text": LABEL}
    (corpus / "fda-labels-indications.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (corpus / "nci" / "drugs").mkdir(parents=True)
    (corpus / "nci" / "drugs" / "osimertinib.md").write_text(PAGE, encoding="utf-8")
    (corpus / "nci" / "drugs" / "cancer-drugs.md").write_text(INDEX, encoding="utf-8")
    (corpus / "events").mkdir()
    head = (*COLUMNS, "trial")
    for table in TABLES:
        rows = [BLOG | INVENTED, BLOG | ELSEWHERE] if table == TABLES[0] else []
        lines = ["\t".join(head), *("\t".join(row.get(column, "") for column in head) for row in rows)]
        (corpus / "events" / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """What the ledger holds after loading the small corpus."""
    corpus = tmp_path_factory.mktemp("corpus")
    _written(corpus)
    sources: dict[str, Loader] = {name: named(name) for name in ("fda-labels", "nci-drugs", "nci-drug-index", "events")}
    with pytest.MonkeyPatch.context() as patch, Ledger.open(f"sqlite:///{corpus}/ledger.sqlite") as ledger:
        patch.setattr("loaders.run.discover", lambda: {"names": Vocabulary(), **sources})
        load(corpus, ledger, DAY, processes=1)
        held = ledger.read()
    assert not [item.detail for item in held.reviews.values() if item.reason == "broken_document"]
    return held


ONE_BY_ONE = ("fda-labels", "nci-drugs", "nci-drug-index", "events")


@pytest.mark.parametrize(
    "order", [ONE_BY_ONE, ONE_BY_ONE[::-1], ("events", "nci-drugs", "fda-labels", "nci-drug-index")]
)
def test_sources_loaded_one_by_one_in_any_order_give_the_same(
    loaded: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...]
) -> None:
    _written(tmp_path)
    sources: dict[str, Loader] = {"names": Vocabulary(), **{name: named(name) for name in ONE_BY_ONE}}
    monkeypatch.setattr("loaders.loader.discover", lambda: sources)
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        for name in ("names", *order):
            load(tmp_path, ledger, DAY, [name], processes=1)
        assert ledger.read() == loaded
        again = load(tmp_path, ledger, DAY, [order[0]], processes=1)
    assert (again.ledger["added"], again.ledger["superseded"], again.ledger["retracted"]) == (0, 0, 0)


@pytest.fixture(scope="module")
def teller(loaded: Records, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with telling(loaded, tmp_path_factory.mktemp("graph") / "graph") as opened:
        yield opened


def said(told: Answer) -> str:
    return " ".join(one.text for section in told.sections if section.id == "verdict" for one in section.sentences)


def test_each_difference_waits_with_its_reason(loaded: Records) -> None:
    waiting = {(item.reason, item.cancer_id) for item in loaded.reviews.values() if item.status == "open"}
    assert ("sources_disagree", "cancer:nsclc") in waiting
    assert ("only_a_lower_list", "cancer:sclc") in waiting


def test_until_somebody_decides_the_higher_list_answers_and_the_answer_says_so(teller: Teller) -> None:
    told = teller.ask("Is osimertinib approved for non-small cell lung cancer?", agencies=("agency:fda",))
    assert told.verdict is not None
    assert told.verdict["status"] == "approved"
    assert told.verdict["evidence_tier"] == "regulator_copy"
    assert "sources_differ" in told.verdict["also"]
    assert "sources differ" in said(told)


def test_a_use_of_the_lower_list_alone_is_neither_told_nor_denied(teller: Teller) -> None:
    told = teller.ask("Is osimertinib approved for small cell lung cancer?", agencies=("agency:fda",))
    assert told.verdict is not None
    assert told.verdict["status"] == "unknown"
    assert "could not read for sure" in said(told)


def test_a_decision_ends_the_difference(loaded: Records, tmp_path: Path) -> None:
    from dataclasses import replace

    decided = Records()
    decided.update(loaded)
    decided.reviews = {key: replace(item, status="rejected") for key, item in loaded.reviews.items()}
    with telling(decided, tmp_path / "graph") as settled:
        told = settled.ask("Is osimertinib approved for non-small cell lung cancer?", agencies=("agency:fda",))
    assert told.verdict is not None
    assert told.verdict["also"] == []
    assert "differ" not in said(told)


def test_an_index_page_approves_nothing(loaded: Records, teller: Teller) -> None:
    """NCI's index of drugs by disease once listed tisagenlecleucel under a disease that its own page lacks."""
    rests = {one.id for one in loaded.evidence.values() if one.document_id.startswith("doc:nci-drug-index/")}
    assert not [one for one in loaded.statements.values() if rests & set(one.evidence_ids)]
    told = teller.ask("Is osimertinib approved for melanoma?", agencies=("agency:fda",))
    assert told.verdict is not None
    assert told.verdict["status"] not in ("approved", "approved_for_some")


@pytest.mark.parametrize("therapy", ["Tagrisso-2", "atezolizumab", "Tagrisso"])
def test_a_food_blog_approves_nothing(teller: Teller, therapy: str) -> None:
    told = teller.ask(f"Is {therapy} approved for melanoma?", agencies=("agency:fda",))
    assert all(one["status"] not in ("approved", "approved_for_some") for one in told.verdicts)
    assert not [one for one in told.findings if one["status"] == "approved"]


def test_what_a_food_blog_says_waits_and_nothing_is_made_of_it(loaded: Records) -> None:
    waiting = [item for item in loaded.reviews.values() if item.reason == "source_untrusted"]
    assert len(waiting) == 2
    assert not [one for one in loaded.entities.values() if "tagrisso-2" in one.name.lower()]
    assert not [one for one in loaded.statements.values() if one.object == "cancer:melanoma"]
    assert not [act for act in loaded.events.values() if act.date.startswith("2026")]
