"""What a thing is, told for each thing asked about."""

from tests.answers.telling import Teller


def test_each_of_two_cancers_is_accounted_for(packaged: Teller) -> None:
    told = packaged.ask("What is the difference between melanoma and mesothelioma?")
    alone = [packaged.ask(f"What is {name}?").sections[0].sentences for name in ("melanoma", "mesothelioma")]
    here = {one.text for one in told.sections[0].sentences}
    assert {one.text for held in alone for one in held if one.kind == "claim"} <= here
    assert all(any(one.kind == "claim" for one in held) for held in alone)
