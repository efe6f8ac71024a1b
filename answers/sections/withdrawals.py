"""What ended at one agency: uses, then whole products; and what still stands."""

from answers.asking import Asking
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sections.verdict import open_uses
from answers.sections.verdict_text import in_runs, where_of
from answers.verdict.model import Facts
from answers.verdict.time import PRODUCT_ENDS
from answers.wording.phrases import join_words, say_when


def tell_withdrawals(asking: Asking, section: SectionDraft, narrator: Narrator, facts: Facts, agency: str) -> None:
    """Write every spell that ended; a product's end is told as the product's, never as the substance's."""
    country, therapy = narrator.country(agency), narrator.name(facts.therapy.id)
    told = False
    for one in asking.judged(facts, agency):
        for number, spell in enumerate(one.spells):
            if spell.end:
                section.claim(
                    "withdrawal.ended",
                    [one.use.id, spell.end_event],
                    country=country,
                    therapy=narrator.name(one.use.subject.id),
                    cancer=f"{narrator.name(one.use.object.id)}{where_of(narrator, one.use)}",
                    when=say_when(spell.end),
                )
                told = True
            elif number and spell.start:
                section.claim("withdrawal.back", [one.use.id, spell.start_event], when=say_when(spell.start))
    for dated in facts.events:
        event = dated.event
        if event.agency == agency and event.kind in PRODUCT_ENDS and not event.indication_id and not event.open:
            product = narrator.name(event.therapy_id)
            section.claim("withdrawal.product", [event.id], product=product, when=say_when(event.date), country=country)
            told = True
    if not told:
        basis = f"query:events_of_therapies?ids={facts.therapy.id}&agency={agency}"
        section.absence("withdrawal.none", [basis], therapy=therapy, country=country)
    held = open_uses(facts, agency, asking)
    for run in in_runs(sorted({narrator.name(one.use.object.id) for one in held})):
        section.claim(
            "withdrawal.stands",
            [one.use.id for one in held if narrator.name(one.use.object.id) in run],
            therapy=therapy,
            cancers=join_words(run),
            **narrator.grammar(facts.therapy.id),
        )
