"""Coverage: what makes a negative sayable, counted from the newest document of each product."""

from dataclasses import replace

from graph.model import (
    Coverage,
    CoveredProduct,
    Document,
    Edge,
    Entity,
    Evidence,
    Name,
    Records,
    ReportedUse,
    ReviewItem,
)
from loaders.reconciliation.reconcile import reconcile
from tests.loaders.reconciliation.made import BRAND, DRUG, Shelf


def row(records: Records, agency: str = "agency:fda") -> Coverage | None:
    """The row of the made drug at one agency, None where it has none."""
    return next((one for one in records.coverage.values() if (one.agency, one.therapy_id) == (agency, DRUG)), None)


def held_row(records: Records) -> Coverage:
    found = row(records)
    assert found is not None
    return found


def test_a_label_is_counted_use_by_use() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.listed("label", "cancer:b", "doc:label/x", rule="words_not_read")
    made = held_row(reconcile(shelf.records))
    (product,) = made.products
    assert (product.therapy_id, product.document_id) == (BRAND, "doc:label/x")
    assert (product.found, product.held, product.set_aside) == (2, 1, 1)


def test_what_was_set_aside_without_a_use_counts_as_found_and_set_aside() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.records.add(
        ReviewItem("rev:1", "use_not_read", "use", therapy_id=DRUG, agency="agency:fda", document_id="doc:label/x")
    )
    (product,) = held_row(reconcile(shelf.records)).products
    assert (product.found, product.held, product.set_aside) == (2, 1, 1)


def test_the_label_of_a_brand_stands_before_the_page_of_the_drug() -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a", "doc:drug_page/x", brands=(BRAND, "product:other"))
    shelf.listed("label", "cancer:a", "doc:label/x")
    documents = {one.therapy_id: one.document_id for one in held_row(reconcile(shelf.records)).products}
    assert documents == {BRAND: "doc:label/x", "product:other": "doc:drug_page/x"}


def test_a_generic_label_alone_closes_no_list() -> None:
    shelf = Shelf()
    shelf.listed("generic_label", "cancer:a", brands=())
    assert row(reconcile(shelf.records)) is None


def test_events_are_followed_to_the_end_of_their_tables() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    assert held_row(reconcile(shelf.records)).followed_to == "2025-07"
    shelf.act("granted", "cancer:b", "2026-05-03")
    for document in list(shelf.records.documents.values()):
        if document.kind == "event_row":
            shelf.records.add(replace(document, collection="events"))
    assert held_row(reconcile(shelf.records)).followed_to == "2026-05"


def test_the_event_tables_of_the_fda_were_searched_for_every_product() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.act("granted", "cancer:b", "2026-05-03")
    for document in list(shelf.records.documents.values()):
        if document.kind == "event_row":
            shelf.records.add(replace(document, collection="events"))
    for key, report in list(shelf.records.reported.items()):
        if report.kind == "granted":
            shelf.records.reported[key] = replace(report, therapy_id="therapy:another")
    assert held_row(reconcile(shelf.records)).followed_to == "2026-05"


def test_a_use_that_a_text_tells_twice_is_counted_once() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.listed("label", "cancer:a", "doc:label/x")
    (product,) = held_row(reconcile(shelf.records)).products
    assert (product.found, product.held, product.set_aside) == (1, 1, 0)


def test_the_first_attestation_is_the_oldest_list() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.listed("drug_page", "cancer:a")
    assert held_row(reconcile(shelf.records)).first_attested == "2025-05-16"


def _at_the_ema(**properties: str) -> Records:
    shelf = Shelf()
    shelf.listed("regulator_list", "cancer:a", agency="agency:ema")
    shelf.records.add(Entity(BRAND, "Therapy", "product", "Brandol", properties=tuple(sorted(properties.items()))))
    return reconcile(shelf.records)


def test_the_ema_covers_only_kinds_that_must_be_authorised_centrally() -> None:
    new = {"atc": "L01EB04", "authorised": "2016-02-01", "generic": "no", "biosimilar": "no"}
    antibody = {"atc": "L01FA01", "authorised": "1998-06-02", "generic": "no", "biosimilar": "no"}
    assert row(_at_the_ema(**new), "agency:ema") is not None
    assert row(_at_the_ema(**antibody), "agency:ema") is not None
    assert row(_at_the_ema(**(new | {"authorised": "2001-11-07"})), "agency:ema") is None
    assert row(_at_the_ema(**(new | {"generic": "yes"})), "agency:ema") is None
    assert row(_at_the_ema(**(new | {"atc": "H02AB02"})), "agency:ema") is None


def test_the_row_of_a_class_keeps_its_list_and_gets_its_counts() -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a", "doc:drug_page/x")
    shelf.records.add(
        Coverage(
            "cov:fda/made", "agency:fda", "class:made", (CoveredProduct(DRUG, "", 0, 0, 0),), "doc:list", "2025-05",
            "2026-07", "fda_biologics",
        )
    )  # fmt: skip
    made = reconcile(shelf.records).coverage["cov:fda/made"]
    assert made.products == (CoveredProduct(DRUG, "doc:drug_page/x", 1, 1, 0),)
    assert (made.closed_list, made.checked_on, made.followed_to) == ("doc:list", "2025-05", "2026-07")
    assert made.first_attested == "2025-05-16"


def test_a_place_that_only_denies_is_no_use_and_hides_none() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.listed("label", "cancer:b", "doc:label/x", polarity="negated", rule="words_not_read")
    (product,) = held_row(reconcile(shelf.records)).products
    assert (product.found, product.held, product.set_aside) == (1, 1, 0)


def test_the_list_rests_on_its_oldest_document_and_cites_that() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.listed("drug_page", "cancer:a", "doc:drug_page/x", brands=("product:other",))
    made = held_row(reconcile(shelf.records))
    assert (made.closed_list, made.checked_on) == ("doc:drug_page/x", "2025-05-16")
    assert {shelf.records.evidence[one].document_id for one in made.evidence_ids} == {"doc:drug_page/x"}


def test_a_product_that_only_an_act_tells_is_on_the_list_with_that_use() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.act("granted", "cancer:a", "2025-12-01", brands=("product:newer",))
    products = {one.therapy_id: one for one in held_row(reconcile(shelf.records)).products}
    assert products["product:newer"] == CoveredProduct("product:newer", "", 1, 1, 0)


def test_the_products_of_a_form_that_is_one_with_the_drug_are_on_its_list() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    shelf.listed("label", "cancer:a", "doc:label/y", therapy="ncit:C2", brands=("product:under-the-skin",))
    shelf.records.add(Edge("edge:same", "SAME_FORMULATION", "ncit:C2", DRUG))
    documents = {one.therapy_id: one.document_id for one in held_row(reconcile(shelf.records)).products}
    assert documents == {BRAND: "doc:label/x", "product:under-the-skin": "doc:label/y"}


def _granted(records: Records, product: str) -> None:
    """Say that a product of the drug was once authorised, without a use."""
    records.add(Edge(f"edge:{product}", "BRAND_OF", product, DRUG))
    records.add(_document("doc:dump/x", "event_row"))
    records.add(ReportedUse(f"use:{product}", "doc:dump/x", 0, "granted", "agency:fda", product, (product,)))


def test_a_brand_without_a_list_of_its_own_rests_on_the_page_of_the_drug() -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a", "doc:drug_page/x")
    _granted(shelf.records, "product:old")
    products = {one.therapy_id: one for one in held_row(reconcile(shelf.records)).products}
    assert products["product:old"] == CoveredProduct("product:old", "doc:drug_page/x", 0, 0, 0)


def test_a_brand_without_a_list_is_not_on_the_list_of_another_s_label() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x")
    _granted(shelf.records, "product:old")
    assert [one.therapy_id for one in held_row(reconcile(shelf.records)).products] == [BRAND]


def _document(key: str, kind: str) -> Document:
    return Document(key, key, "made", "", "", "institute", kind, "made", f"hash-{key}", attested="2025-05-16",
                    agency="agency:fda")  # fmt: skip


def _indexed(shelf: Shelf, *entries: tuple[str, str]) -> Records:
    """An index that names therapies by words, beside a drug that it may not name."""
    shelf.records.add(_document("doc:index/x", "index"))
    shelf.records.add(Evidence("ev:index", "doc:index/x", "the whole list", "0" * 64))
    for therapy, words in entries:
        report = ReportedUse(f"use:index-{therapy}", "doc:index/x", 1, "listed", "agency:fda", therapy,
                             evidence_ids=("ev:index",), note=words)  # fmt: skip
        shelf.records.add(report)
    shelf.records.add(Entity(DRUG, "Therapy", "substance", "inventinib hydrochloride"))
    shelf.records.add(Name("name:1", DRUG, "inventinib hydrochloride", "generic"))
    return reconcile(shelf.records)


def test_what_no_index_names_has_a_row_that_rests_on_the_index() -> None:
    made = row(_indexed(Shelf(), ("ncit:C9", "otherinib hydrochloride")))
    assert made is not None
    assert (made.closed_list, made.checked_on, made.evidence_ids) == ("doc:index/x", "2025-05-16", ("ev:index",))
    assert made.products == (CoveredProduct(DRUG, "", 0, 0, 0),)


def test_what_an_index_names_has_none() -> None:
    assert row(_indexed(Shelf(), (DRUG, "anything"))) is None


def test_what_an_index_may_name_in_other_words_has_none() -> None:
    assert row(_indexed(Shelf(), ("class:cancer-drug", "peginventinib; inventinib tosylate"))) is None


def test_an_absent_drug_that_was_granted_before_and_not_ended_has_none() -> None:
    shelf = Shelf()
    shelf.act("granted", "cancer:a", "2021-09-15")
    assert row(_indexed(shelf, ("ncit:C9", "otherinib"))) is None


def test_an_absent_drug_that_was_granted_since_has_the_uses_of_its_acts() -> None:
    shelf = Shelf()
    shelf.act("granted", "cancer:a", "2025-09-15")
    made = row(_indexed(shelf, ("ncit:C9", "otherinib")))
    assert made is not None
    assert made.products == (CoveredProduct(BRAND, "", 1, 1, 0),)
