"""Coverage: what makes a negative sayable, counted from the newest document of each product."""

from dataclasses import replace

from graph.model import Coverage, CoveredProduct, Entity, Records, ReviewItem
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
