"""Classes that documents tell: a contradiction waits in the queue, a form takes its substance's class."""

from graph.model import Edge, Records, Statement
from loaders.reconciliation.reconcile import reconcile


def _member(identifier: str, therapy: str, group: str, predicate: str = "member_of", *, read: bool = True) -> Statement:
    return Statement(
        identifier,
        predicate,
        therapy,
        group,
        evidence_ids=(f"ev:{identifier}",),
        review_status="single_source" if read else "accepted",
        rule="label-class" if read else "curated",
        agent_type="text_mining_agent" if read else "manual_agent",
    )


def _records(*held: Statement | Edge) -> Records:
    records = Records()
    records.extend(held)
    return records


def test_a_class_that_a_curator_denies_is_queued_and_not_told() -> None:
    made = reconcile(
        _records(
            _member("st:read", "ncit:til", "class:car-t"),
            _member("st:no", "ncit:til", "class:car-t", "not_member_of", read=False),
        )
    )
    assert made.statements["st:read"].review_status == "proposed"
    assert [(item.reason, item.subject_id) for item in made.reviews.values()] == [("class_conflict", "st:read")]


def test_a_class_that_excludes_one_that_a_curator_gave_is_queued() -> None:
    made = reconcile(
        _records(
            Edge("edge:1", "DISJOINT_WITH", "class:checkpoint-inhibitor", "class:kinase-inhibitor", ("ev:1",)),
            _member("st:above", "class:egfr-inhibitor", "class:kinase-inhibitor", read=False),
            _member("st:given", "ncit:osimertinib", "class:egfr-inhibitor", read=False),
            _member("st:read", "ncit:osimertinib", "class:checkpoint-inhibitor"),
        )
    )
    assert made.statements["st:given"].review_status == "accepted"
    assert made.statements["st:read"].review_status == "proposed"


def test_it_is_told_again_when_the_contradiction_is_gone() -> None:
    no = _member("st:no", "ncit:til", "class:car-t", "not_member_of", read=False)
    made = reconcile(_records(_member("st:read", "ncit:til", "class:car-t"), no))
    del made.statements["st:no"]
    again = reconcile(made)
    assert again.statements["st:read"].review_status == "single_source"
    assert not again.reviews


def test_a_form_without_a_class_of_its_own_is_of_its_substance_s_class() -> None:
    form = Edge("edge:1", "FORM_OF", "ncit:wafer", "ncit:drug", ("ev:form",))
    given = _member("st:given", "ncit:drug", "class:alkylating-agent", read=False)
    made = reconcile(_records(form, given))
    (told,) = [one for one in made.statements.values() if one.subject == "ncit:wafer"]
    assert (told.object, told.evidence_ids) == ("class:alkylating-agent", ("ev:form", "ev:st:given"))
    assert list(reconcile(made)) == list(made)


def test_a_form_with_a_class_of_its_own_keeps_that_alone() -> None:
    """A conjugate of an antibody is a form of it, and no plain antibody."""
    form = Edge("edge:1", "FORM_OF", "ncit:conjugate", "ncit:antibody", ("ev:form",))
    made = reconcile(
        _records(
            form,
            _member("st:1", "ncit:antibody", "class:her2-antibody", read=False),
            _member("st:2", "ncit:conjugate", "class:antibody-drug-conjugate"),
        )
    )
    assert {one.object for one in made.statements.values() if one.subject == "ncit:conjugate"} == {
        "class:antibody-drug-conjugate"
    }


def test_a_form_of_an_antibody_may_be_a_conjugate_and_takes_no_class_from_it() -> None:
    """Trastuzumab rezetecan is a form of trastuzumab; no document that we hold tells its class."""
    made = reconcile(
        _records(
            Edge("edge:1", "FORM_OF", "therapy:conjugate", "ncit:antibody", ("ev:form",)),
            _member("st:1", "ncit:antibody", "class:her2-antibody", read=False),
            _member("st:2", "class:her2-antibody", "class:monoclonal-antibody", read=False),
        )
    )
    assert not [one for one in made.statements.values() if one.subject == "therapy:conjugate"]


def test_two_substances_of_classes_that_exclude_each_other_make_neither() -> None:
    """Ribociclib and letrozole in one pack: a kinase inhibitor and a hormone therapy."""
    made = reconcile(
        _records(
            Edge("edge:1", "FORM_OF", "therapy:pack", "ncit:one", ("ev:one",)),
            Edge("edge:2", "FORM_OF", "therapy:pack", "ncit:two", ("ev:two",)),
            Edge("edge:3", "DISJOINT_WITH", "class:a", "class:b", ("ev:three",)),
            _member("st:1", "ncit:one", "class:a", read=False),
            _member("st:2", "ncit:two", "class:b", read=False),
        )
    )
    assert not [one for one in made.statements.values() if one.subject == "therapy:pack"]
