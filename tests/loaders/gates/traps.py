"""For every gate of the loaders the document that it is there for: with the gate it waits, without it it is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from graph.model import Entity
from nlp.extraction import Linked
from nlp.lexicon import Lexicon
from tests.loaders.gates.readings import (
    Outcome,
    bullet,
    columns,
    combination,
    event,
    label,
    marker,
    medicine,
    option,
    options,
    page,
    phase,
    reading,
    shelf,
    source,
    use,
)
from tests.loaders.reconciliation.made import Shelf
from tests.loaders.sources.test_clinical_trials import study
from tests.nlp.small_lexicon import small_lexicon

Trap = Callable[[], Outcome]
LEAFLET = "## 1. What X is\n\nX is used to treat melanoma.\n\n## 2. Before\n\nAsk.\n\n"
HARMS = "## 4. Possible side effects\n\nNothing is known.\n\n## 5. Storing\n"
NSCLC = "## Treatment of NSCLC\n\nTreatment options for {whom} include:\n\n{items}\n"


def _options(items: str, whom: str = "NSCLC", title: str = "Lung Treatment") -> Outcome:
    return options(NSCLC.format(whom=whom, items=items), title)


def _trial(**modules: Any) -> Outcome:
    return source("ctgov", **study(**modules))


def _of_twins() -> Lexicon:
    """A name that two cancers share, beside one that is clear."""
    cancers = [Entity(f"cancer:{one}", "Cancer", "type", "Twinoma") for one in ("left", "right")]
    return Lexicon.build([*cancers, Entity("cancer:clear", "Cancer", "type", "Melanoma")], [], [])


def _of_two_lists(cancer: str, **lower: Any) -> Outcome:
    made = Shelf()
    made.listed("label", "cancer:a")
    made.listed("drug_page", cancer, **lower)
    return shelf(made)


def _marker_lost() -> Outcome:
    made = Shelf()
    for number, brand in enumerate(("product:one", "product:two", "product:three")):
        needs = () if number == 2 else ("biomarker:x",)
        made.listed("label", "cancer:a", f"doc:label/{number}", brands=(brand,), requires=needs)
    return shelf(made)


def _heading() -> Outcome:
    made = Shelf()
    made.covers("group:g", "cancer:a")
    made.listed("label", "group:g", "doc:label/x")
    made.listed("label", "cancer:a", "doc:label/x", line_min=2)
    return shelf(made)


def _end_of_one_of_two() -> Outcome:
    made = Shelf()
    made.listed("label", "cancer:a", "doc:label/x", line_min=2)
    made.listed("label", "cancer:a", "doc:label/x", requires=("biomarker:x",))
    made.act("indication_withdrawn", "cancer:a", "2026-02")
    return shelf(made)


def _granted_before_the_list() -> Outcome:
    made = Shelf()
    made.listed("label", "cancer:a")
    made.act("granted", "cancer:b", "2019-03")
    return shelf(made)


def _ended_before_the_list() -> Outcome:
    made = Shelf()
    made.listed("label", "cancer:a", requires=("biomarker:x",), line_min=2)
    made.act("indication_withdrawn", "cancer:a", "2024-05-16", requires=("biomarker:x",), line_min=2)
    return shelf(made)


REFUSING: dict[tuple[str, str], list[Trap]] = {
    ("loaders.gates", "bare_heading"): [
        lambda: use("melanoma Tarvia is indicated for other patients.", span=(0, len("melanoma")))
    ],
    ("loaders.gates", "conditions_not_read"): [
        lambda: label("Tarvia is indicated for melanoma whose cells are new."),
        lambda: label("Tarvia is indicated for melanoma with a certain change in the shape of a gene."),
    ],
    ("loaders.gates", "kind_not_read"): [lambda: label("Tarvia is indicated for melanoma that is slow-growing.")],
    ("loaders.gates", "not_established"): [
        lambda: use("Neither the safety nor the efficacy of Tarvia for melanoma has been established."),
        lambda: use("The effectiveness of Tarvia for melanoma has not been shown."),
    ],
    ("loaders.gates", "run_on_text"): [
        lambda: use("for melanoma (MEL).in combination with cisplatin.", biomarkers=(marker("CD20"),))
    ],
    ("loaders.gates", "lead_of_another_use"): [
        lambda: use(
            "Tarvia is indicated for melanoma.", "It is indicated for adjuvant use in ", setting=phase("adjuvant")
        )
    ],
    ("loaders.gates", "purpose_not_treatment"): [
        lambda: label("Tarvia is indicated to reduce the duration of fever in patients with melanoma.")
    ],
    ("loaders.gates", "exclusion_not_read"): [
        lambda: label("Tarvia is indicated for prostate cancer, excluding wobble sarcoma."),
        lambda: use("Tarvia is indicated for melanoma other than that of the wobbly kind."),
    ],
    ("loaders.gates", "glued_marker"): [lambda: use("Tarvia is indicated for ALKpositive melanoma.")],
    ("loaders.gates", "group_of_closed_list"): [
        lambda: bullet(
            "Tarvia is approved to treat:\n\n- **Melanoma**, including:\n\n  - those in adults.\n  - Prostate cancer.",
            "those in adults.",
            "Melanoma",
        )
    ],
    ("loaders.gates", "own_cancer_not_taken"): [
        lambda: bullet(
            "Tarvia is approved to treat:\n\n- **Melanoma** or:\n\n  - Prostate cancer.", "Prostate cancer.", "Melanoma"
        )
    ],
    ("loaders.gates", "condition_above"): [
        lambda: bullet(
            "Tarvia is approved for:\n\n- **Melanoma** with a BRAF V600E or BRAF V600K mutation:\n\n  - in adults.",
            "in adults.",
            "Melanoma",
        )
    ],
    ("loaders.uses", "subject_not_of_this_document"): [
        lambda: use(
            "Tarvia is indicated for melanoma.", therapies=(Linked("therapy:cisplatin", "cisplatin", "cisplatin"),)
        )
    ],
    ("loaders.uses", "exclusion_not_linked"): [
        lambda: use("Tarvia is indicated for melanoma.", excluded_cancers=(Linked(None, "a wobble", "a wobble"),))
    ],
    ("loaders.uses", "purpose_not_treatment"): [lambda: use("Tarvia is given for bone lesions from melanoma.")],
    ("loaders.uses", "origin_of_disease"): [lambda: use("Tarvia is given for tumors arising from melanoma.")],
    ("loaders.uses", "cancer_absent"): [lambda: label("Tarvia is indicated for adults without melanoma.")],
    ("loaders.sources.ema_medicines", "status_not_told"): [
        lambda: medicine(**{"Authorisation status": "Under thought"})
    ],
    ("loaders.sources.regulatory_events", "source_untrusted"): [
        lambda: event(source_kind="food blog"),
        lambda: event(source_kind="press", source_url="https://www.winenfood.com/news"),
    ],
    ("loaders.sources.regulatory_events", "source_missing"): [lambda: event(source_url="")],
    ("loaders.row_columns", "cancer_ambiguous"): [lambda: columns(_of_twins(), cancer="twinoma and melanoma")],
    ("loaders.row_columns", "cancer_not_wholly_read"): [lambda: columns(cancer="melanoma of wobbly zebras")],
    ("loaders.row_columns", "partner_not_linked"): [lambda: columns(partners=("wobblemab",))],
    ("loaders.treatment_options.items", "doubted_option"): [lambda: option("Surgery. This is rarely done.")],
    ("loaders.treatment_options.items", "item_not_understood"): [
        lambda: option("Chemotherapy required by gastric perforation specialists.")
    ],
    ("loaders.treatment_options.options", "partner_unclear"): [
        lambda: _options("1. Surgery followed by one or more of the following:\n\n- Osimertinib.\n")
    ],
    ("loaders.treatment_options.options", "cancer_outside_page"): [
        lambda: _options("- Surgery.", "melanoma", "Non-Small Cell Lung Cancer Treatment")
    ],
    ("loaders.treatment_options.options", "condition_not_understood"): [
        lambda: _options(
            "- Surgery (for those whose zeta and kappa and omega findings are of the fourth order of Wundt)."
        ),
        lambda: _options("- Cisplatin.", "NSCLC after previous cisplatin"),
    ],
    ("loaders.reconciliation.headings", "bare_heading"): [_heading],
    ("loaders.reconciliation.markers", "marker_lost"): [_marker_lost],
    ("loaders.reconciliation.lists", "only_a_lower_list"): [lambda: _of_two_lists("cancer:b")],
    ("loaders.reconciliation.joining", "granted_but_not_listed"): [_granted_before_the_list],
}
"""Gates that refuse: without one, its trap is told."""

QUEUEING: dict[tuple[str, str], list[Trap]] = {
    ("loaders.sources.boxed_warnings", "therapy_not_linked"): [
        lambda: source("boxed-warnings", therapy="wobblemab", warning="rash", source_url="u")
    ],
    ("loaders.sources.boxed_warnings", "harm_not_linked"): [
        lambda: source("boxed-warnings", therapy="osimertinib", warning="a wobble of the knee", source_url="u")
    ],
    ("loaders.sources.cell_therapy_trials", "cancer_not_linked"): [
        lambda: source("cell-therapy-trials", therapy="CAR-T", cancer="a disease of no name", source_url="u")
    ],
    ("loaders.sources.coverage_lists", "coverage_not_read"): [lambda: source("coverage-lists", agency="the Moon")],
    ("loaders.sources.drug_dictionary", "definition_not_understood"): [
        lambda: source("nci-drug-dictionary", "A drug of which little is told.", name="osimertinib", aliases=[])
    ],
    ("loaders.sources.ema_leaflets", "therapy_not_linked"): [
        lambda: source("ema-leaflets", f"{LEAFLET}{HARMS}", "Unheard: package leaflet")
    ],
    ("loaders.sources.ema_leaflets", "no_harm_section"): [
        lambda: source("ema-leaflets", LEAFLET, "Tagrisso: package leaflet")
    ],
    ("loaders.sources.ema_leaflets", "no_harm_read"): [
        lambda: source("ema-leaflets", f"{LEAFLET}{HARMS}", "Tagrisso: package leaflet")
    ],
    ("loaders.sources.clinical_trials", "arms_not_told"): [
        lambda: _trial(armsInterventionsModule={"interventions": [{"name": "Osimertinib"}, {"name": "Cisplatin"}]})
    ],
    ("loaders.sources.clinical_trials", "design_not_told"): [lambda: _trial(designModule=None)],
    ("loaders.sources.nci_drugs", "part_not_linked"): [combination],
    ("loaders.treatment_options.options", "too_many_biomarkers"): [
        lambda: _options("- Osimertinib (for EGFR, ALK, ROS1, RET, MET, HER2, BRAF, KRAS, or NTRK mutations).")
    ],
    ("loaders.sources.regulatory_events", "date_not_read"): [lambda: event(date="the year of the cat")],
    ("loaders.treatment_options.items", "unclear_combination"): [
        lambda: option("A combination of surgery, radiation therapy, and medical therapy."),
        lambda: option("Cisplatin plus etoposide or osimertinib."),
    ],
    ("loaders.treatment_options.items", "no_therapy_named"): [
        lambda: option("Treatment of brain metastases."),
        lambda: option("Drug therapy."),
    ],
    ("loaders.treatment_options.items", "research_only"): [lambda: option("Clinical trials of cisplatin.")],
    ("loaders.row_columns", "cancer_not_linked"): [lambda: columns(cancer="a disease of no name")],
    ("loaders.row_columns", "cancer_narrowed"): [lambda: columns(cancer="uveal melanoma")],
    ("loaders.uses", "no_cancer_linked"): [lambda: use("melanoma", cancers=())],
    ("loaders.uses", "cancer_not_linked"): [
        lambda: use("melanoma", cancers=(replace(reading("melanoma").cancers[0], id=None),))
    ],
    ("loaders.uses", "use_not_read"): [lambda: label("Tarvia is indicated for melanoma. Prostate cancer is common.")],
    ("loaders.sources.nci_drugs", "use_not_read"): [
        lambda: page("Belocitinib is approved to treat:\n\n- **Wobble carcinoma** in adults.\n- **Melanoma**.")
    ],
    ("loaders.sources.ema_medicines", "no_use_read"): [
        lambda: medicine(**{"Condition / indication": "Melanoma is a disease of the skin."})
    ],
    ("loaders.sources.fda_labels", "therapy_not_linked"): [
        lambda: label("It is indicated for melanoma.", "WOBBLEMAB, CISPLATIN")
    ],
    ("loaders.sources.regulatory_events", "therapy_not_linked"): [lambda: event(therapies="something (with an aside)")],
    ("loaders.sources.regulatory_events", "cancer_not_linked"): [lambda: event(cancer="a disease of no name")],
    ("loaders.sources.regulatory_events", "agency_unknown"): [lambda: event(agency="the Moon")],
    ("loaders.sources.regulatory_events", "event_unknown"): [lambda: event(event="celebrated")],
    ("loaders.treatment_options.items", "therapy_not_linked"): [lambda: option("Lutex.", small_lexicon())],
    ("loaders.treatment_options.options", "no_cancer_linked"): [
        lambda: options("## Overview\n\nTreatment options include:\n\n- Surgery.\n", "Melanoma Treatment")
    ],
    ("loaders.reconciliation.lists", "sources_disagree"): [
        lambda: _of_two_lists("cancer:a", requires=("biomarker:x",))
    ],
    ("loaders.reconciliation.joining", "several_uses_fit"): [_end_of_one_of_two],
    ("loaders.reconciliation.joining", "ended_but_listed"): [_ended_before_the_list],
}
"""Doubts without a reading that could be told: without one, nobody is asked to look."""
