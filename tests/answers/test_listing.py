"""Lists cut into sentences: nothing is lost, nothing is said twice, and each sentence is short enough."""

from hypothesis import given
from hypothesis import strategies as some

from answers.draft import Voice
from answers.narrator import Narrator
from answers.sections.listing import WORDS, Item, TreatmentList, runs
from answers.sections.use_groups import UseGroup
from answers.verdict.model import Named
from answers.wording.catalogue import read_catalogue
from answers.wording.phrases import join_words
from graph.model import BiomarkerState, Qualifiers

DRUGS = [f"drug:{letter}" for letter in "abcdefghijklmnopqrstuvw"]
MARKERS = ("biomarker:x", "biomarker:y")

some_groups = some.lists(
    some.builds(
        UseGroup,
        subject=some.sampled_from(DRUGS).map(lambda drug: Named(drug, drug)),
        agency=some.just(""),
        cancers=some.just((Named("oncotree:LUNG", "lung cancer"),)),
        requires=some.sampled_from(["", *MARKERS]).map(
            lambda marker: ((BiomarkerState(marker, "present"),),) if marker else ((),)
        ),
        partners=some.lists(some.lists(some.sampled_from(DRUGS), max_size=2, unique=True).map(tuple), max_size=3).map(
            lambda partners: tuple(partners) or ((),)
        ),
        after=some.just(()),
        qualifiers=some.just(Qualifiers()),
        statement_ids=some.text("0123456789", min_size=1).map(lambda number: (f"st:{number}",)),
    ),
    min_size=1,
    max_size=30,
)


def listed(groups: list[UseGroup], level: str) -> TreatmentList:
    held = TreatmentList(Narrator(Voice(read_catalogue(), level)))
    for group in groups:
        held.add(group)
    return held


@given(groups=some_groups, level=some.sampled_from(sorted(WORDS)))
def test_every_statement_is_told_and_every_therapy_named(groups: list[UseGroup], level: str) -> None:
    sentences = listed(groups, level).sentences(WORDS[level])
    grounds = {ground for sentence in sentences for ground in sentence.grounds}
    assert grounds == {one for group in groups for one in group.statement_ids}
    text = " ".join(sentence.gaps["therapies"] for sentence in sentences)
    named = {group.subject.id for group in groups} | {one for group in groups for ids in group.partners for one in ids}
    assert [one for one in named if one.partition(":")[2] not in text.split(" ") and one[-1] not in text] == []


@given(groups=some_groups)
def test_no_sentence_has_more_words_than_there_is_room_for(groups: list[UseGroup]) -> None:
    for sentence in listed(groups, "plain").sentences(WORDS["plain"]):
        assert sentence.words <= WORDS["plain"] or len(sentence.items) == 1


@given(groups=some_groups, level=some.sampled_from(sorted(WORDS)))
def test_the_order_in_which_uses_came_changes_nothing(groups: list[UseGroup], level: str) -> None:
    def texts(order: list[UseGroup]) -> list[str]:
        return [sentence.gaps["therapies"] for sentence in listed(order, level).sentences(WORDS[level])]

    assert texts(groups) == texts(list(reversed(groups)))


@given(some.lists(some.builds(Item, some.just("x"), some.integers(1, 12), some.just(("st:1",)))), some.integers(3, 20))
def test_runs_keep_the_order_and_fill_their_room(items: list[Item], room: int) -> None:
    cut = list(runs(items, room))
    assert [item for run in cut for item in run] == items
    assert all(len(run) == 1 or sum(item.words for item in run) + 1 <= room for run in cut)


def test_what_is_given_together_is_told_once_whichever_label_tells_it() -> None:
    def use(subject: str, partner: str, statement: str) -> UseGroup:
        return UseGroup(Named(subject, subject), "", (), ((),), ((partner,),), (), Qualifiers(), (statement,))

    [sentence] = listed([use("drug:b", "drug:a", "st:1"), use("drug:a", "drug:b", "st:2")], "plain").sentences(20)
    assert sentence.gaps["therapies"] == "a with b"
    assert sentence.grounds == ["st:1", "st:2"]


def test_a_list_of_lists_is_cut_by_semicolons() -> None:
    assert join_words(["a", "b", "c"]) == "a, b and c"
    assert join_words(["a", "b and c", "d"]) == "a; b and c; and d"
    assert join_words(["a", "b and c"], "or") == "a or b and c"
