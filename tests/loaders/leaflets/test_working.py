"""How a leaflet says its medicine works, in our own words: of itself only, never of what it is given with."""

from loaders.leaflets.working import read_classes, read_molecules
from tests.loaders.vocabulary import made_context


def section(body: str) -> str:
    return f"## 1. What it is\n\n{body}\n\n## 2. What you need to know\n\nIt blocks EGFR.\n"


def classes(body: str) -> list[str]:
    lexicon = made_context().lexicon
    assert lexicon is not None
    return [one.entity.name for one in read_classes(section(body), lexicon)]


def molecules(body: str) -> list[str]:
    return [one.entity.name for one in read_molecules(section(body))]


def test_the_class_is_read_where_the_medicine_is_said_to_be_of_it() -> None:
    assert classes("Tagrisso belongs to a group of medicines called kinase inhibitors.") == ["Kinase inhibitor"]
    assert classes("Osimertinib is a type of medicine called a PARP inhibitor.") == ["PARP inhibitor"]
    assert not classes("Tagrisso is used together with a PARP inhibitor.")
    assert not classes("In combination with cisplatin, which is a kinase inhibitor, it helps.")


def test_the_class_is_read_behind_the_substance_short_forms_and_quotation_marks() -> None:
    told = "Tagrisso is a cancer medicine that contains osimertinib, which belongs to a group of medicines called"
    assert classes(f"{told} kinase inhibitors.") == ["Kinase inhibitor"]
    assert classes(f"{told} 'kinase inhibitors'.") == ["Kinase inhibitor"]
    assert classes(f"{told} kinase (KI) inhibitors.") == ["Kinase inhibitor"]


def test_the_molecule_is_read_where_the_medicine_itself_acts_on_it() -> None:
    assert molecules("Tagrisso works by blocking a protein called EGFR.") == ["EGFR"]
    assert molecules("It works by blocking proteins called cyclin-dependent kinases 4 and 6.") == ["CDK4", "CDK6"]
    assert not molecules("Tests show changes in EGFR.")
    assert not molecules("Given in combination with another medicine that blocks EGFR.")
    assert not molecules("It attaches to a protein called VEGF receptor 2.")


def test_places_are_those_of_the_sentence() -> None:
    text = section("Tagrisso is new. It works by blocking EGFR.")
    (told,) = read_molecules(text)
    assert text[told.start : told.end].strip() == "It works by blocking EGFR."
