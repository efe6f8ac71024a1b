"""NCI's pages on kinds of treatment, read from the corpus."""

from loaders.sources.nci_treatment_pages import LOADER
from tests.loaders.reading import check_reading, open_one, told
from tests.loaders.vocabulary import corpus_context


def harms(place: str) -> set[tuple[str, str]]:
    found = told(check_reading(LOADER, open_one(LOADER, place), corpus_context()), "causes")
    return {(one.subject, one.object) for one in found}


def test_chemotherapy_makes_hair_fall_out() -> None:
    assert ("class:chemotherapy", "ae:hair-loss") in harms("side-effects-hair-loss")


def test_immunotherapy_inflames_organs() -> None:
    effects = {
        effect for therapy, effect in harms("side-effects-organ-inflammation") if therapy == "class:immunotherapy"
    }
    assert {"ae:colitis", "ae:hepatitis", "ae:pneumonitis", "ae:myocarditis"} <= effects


def test_only_some_kinds_stays_only_some() -> None:
    records = check_reading(LOADER, open_one(LOADER, "side-effects-skin-nail-changes.md"), corpus_context())
    notes = {one.qualifiers.note for one in records.statements.values() if one.object == "ae:rash"}
    assert notes == {"some treatments of this kind"}
