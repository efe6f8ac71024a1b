"""No reading is wider than its text: conditions, limitations and partners of label sentences of our own."""

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as a label of Tarvia at the FDA."""
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def earlier(one: Extraction) -> list[tuple[str, str]]:
    """Return what the patients had before, and how it went."""
    return [(prior.relation, prior.therapy.name) for prior in one.setting.after]


def test_limitations_end_where_the_next_use_begins() -> None:
    found = read(
        "Tarvia is indicated: as a single agent for the treatment of NSCLC. ( 1.1 ) Limitations of Use: Tarvia is not "
        "indicated for melanoma. ( 1.2 ) initial treatment, in combination with cisplatin, of patients with ovarian "
        "cancer who are not candidates for surgery. ( 1.3 )"
    )
    assert [(one.cancers[0].id, one.polarity) for one in found] == [
        ("oncotree:NSCLC", "affirmed"),
        ("oncotree:MEL", "negated"),
        ("oncotree:OVT", "affirmed"),
    ]


def test_a_limitation_takes_no_partner_from_the_lead_in() -> None:
    first, second = read(
        "Tarvia is indicated, in combination with cisplatin, for: • the treatment of patients with melanoma. "
        "*Limitations of Use: Tarvia is not indicated for the treatment of patients with NSCLC."
    )
    assert [one.name for one in first.therapies[1:]] == ["cisplatin"]
    assert second.polarity == "negated"
    assert len(second.therapies) == 1


def test_conditions_in_bullets_go_on_after_a_full_stop() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adults with NSCLC that: • is metastatic. • has progressed after "
        "cisplatin."
    )
    assert found.setting.stage == ("metastatic",)
    assert earlier(found) == [("progressed", "cisplatin")]


def test_what_follows_a_reference_inside_a_sentence_still_narrows_it() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adults with metastatic NSCLC, as determined by an approved test [see "
        "Dosage (2.1) and Studies (14)] , who have received prior cisplatin [see Studies (14)]."
    )
    assert earlier(found) == [("received", "cisplatin")]


def test_a_footnote_mark_does_not_hide_the_colon_of_a_lead_in() -> None:
    first, second = read(
        "Tarvia is indicated for the treatment of: Adults with BRAF V600E mutated melanoma*: In combination with "
        "cisplatin for first-line treatment. ( 1 ) As monotherapy following disease progression after carboplatin."
    )
    assert [one.id for one in (*first.cancers, *second.cancers)] == ["oncotree:MEL", "oncotree:MEL"]
    assert [one.name for one in second.biomarkers] == ["BRAF V600E"]
    assert earlier(second) == [("progressed", "carboplatin")]
