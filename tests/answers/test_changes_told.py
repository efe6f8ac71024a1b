"""A question that looks back is answered by the acts since then: those of every agency, dated, and no older ones."""

from tests.answers.telling import Teller


def acts(teller: Teller, question: str) -> list[str]:
    told = teller.ask(question)
    return [
        one.text for one in told.sections[0].sentences if any(key.startswith("event:") for key in one.statement_ids)
    ]


def test_the_acts_on_a_class_are_those_of_its_members_at_every_agency(packaged: Teller) -> None:
    told = " ".join(acts(packaged, "What has changed for CAR-T since 2024?"))
    for known in ("January 2024", "26 June 2025", "4 December 2025", "China", "22 June 2026"):
        assert known in told
    assert "not in our records" not in told
    assert not [year for year in range(2010, 2024) if str(year) in told]


def test_a_later_day_tells_fewer_acts(packaged: Teller) -> None:
    since = {year: set(acts(packaged, f"What has changed for CAR-T since {year}?")) for year in (2020, 2024, 2026)}
    counts = [len(since[year]) for year in (2020, 2024, 2026)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] >= 1


def test_with_a_cancer_only_its_acts_are_told(packaged: Teller) -> None:
    told = acts(packaged, "What has changed for Keytruda in lung cancer since 2020?")
    assert any("30 March 2021" in text for text in told)
    assert not [text for text in told if "melanoma" in text]
