"""A bare histology on the page of one site means the one kind of that site, and nothing where there are several."""

from graph.model import Edge, Entity, Records
from graph.model.identifiers import digest
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.site_kinds import kinds_of_site
from nlp.lexicon import Lexicon

CANCERS = {
    "cancer:thumb": ("site", "Thumb cancer"),
    "cancer:thumb-adenocarcinoma": ("type", "Thumb Adenocarcinoma"),
    "cancer:thumb-blob": ("type", "Blobcell (thumb)"),
    "cancer:toe": ("site", "Toe cancer"),
    "cancer:toe-blob": ("type", "Blobcell (toe)"),
    "cancer:toe-blob-2": ("type", "Blobcell (toe nail)"),
}
UNDER = {"cancer:thumb-adenocarcinoma": "thumb", "cancer:thumb-blob": "thumb", "cancer:toe-blob": "toe"}


def kinds(title: str) -> dict[str, tuple[str, ...]]:
    records = Records()
    for identifier, (kind, name) in CANCERS.items():
        records.add(Entity(identifier, "Cancer", kind, name))
    for kind, site in {**UNDER, "cancer:toe-blob-2": "toe"}.items():
        records.add(Edge(f"edge:{digest(kind)}", "BROADER", kind, f"cancer:{site}"))
    lexicon = Lexicon.build(records.entities.values(), records.names.values(), records.edges.values())
    return kinds_of_site(title, lexicon, Kinship.of(records))


def test_a_histology_means_the_kind_of_the_pages_site() -> None:
    found = kinds("Thumb Cancer Treatment")
    assert found["adenocarcinoma"] == ("cancer:thumb-adenocarcinoma",)
    assert found["blobcell"] == ("cancer:thumb-blob",)
    assert "squamous cell carcinoma" not in found


def test_it_means_nothing_where_the_site_has_several_or_is_not_told() -> None:
    assert "blobcell" not in kinds("Toe Cancer Treatment")
    assert "adenocarcinoma" not in kinds("Toe Cancer Treatment")
    assert not kinds("Treatment")
