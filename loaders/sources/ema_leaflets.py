"""EMA package leaflets of cancer medicines: side effects with how often they come, and the serious ones.

A leaflet never proves a status, and its date was not kept. What it is a leaflet of comes from its title and its first
section; leaflets of medicines that treat no cancer, or that we do not know, are set aside.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.model import Qualifiers, Statement
from graph.model.records import Record
from loaders.adverse_effects.lexicon import effect_lexicon
from loaders.leaflets.harms import Harm, read_harms
from loaders.leaflets.medicine import goes_with_cancer, medicine_of, treats_cancer
from loaders.leaflets.passages import harm_section
from loaders.leaflets.precautions import read_precautions
from loaders.leaflets.working import read_classes, read_molecules
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.markdown.page import open_pages
from loaders.reconciliation.derivation import statement_id
from nlp.lexicon import Lexicon

RULE = "leaflet-side-effect"
RULE_CLASS = "leaflet-class"
RULE_TARGET = "leaflet-target"
RULE_PRECAUTION = "leaflet-precaution"
_CLASSES = ("very_common", "common", "uncommon", "rare", "very_rare", "unknown", "")


class LeafletLoader:
    """Leaflets of medicines for cancer."""

    name = "ema-leaflets"
    describe = "EMA package leaflets of cancer medicines: side effects by frequency, serious ones apart"
    home = "ema/leaflets"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        yield from open_pages(path, self.name, "leaflet", "regulator_copy", agency="agency:ema")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        if context.lexicon is None:
            return reading
        source, text = document.document, document.text
        therapy = medicine_of(source.title, text, context.lexicon)
        if not treats_cancer(text, context.lexicon) and not (therapy and goes_with_cancer(text)):
            return _aside(reading, document, "not_a_cancer_medicine", "its first section tells of no cancer")
        if not therapy:
            return _aside(
                reading, document, "therapy_not_linked", "neither its brand nor its active substance is known"
            )
        if harm_section(text) == (0, 0):
            return _aside(reading, document, "no_harm_section", "it has no section on possible side effects")
        reading.records.add(source)
        for harm in _kept(list(read_harms(text, effect_lexicon()))):
            locator = f"section 4, {_heading(harm)}"
            place = evidence(source, text, harm.start, harm.end, locator)
            statement = Statement(
                id="",
                predicate="causes",
                subject=therapy,
                object=harm.effect.id,
                evidence_ids=(place.id,),
                review_status="single_source",
                rule=RULE,
                qualifiers=Qualifiers(
                    frequency=harm.frequency,
                    seriousness="serious" if harm.serious else "other",
                    combination=harm.combination,
                    population=harm.population,
                ),
            )
            reading.records.extend([harm.effect.entity(), place, replace(statement, id=statement_id(statement))])
        reading.records.extend(_working(document, therapy, context.lexicon))
        reading.records.extend(_precautions(document, therapy, context.lexicon))
        if not reading.records.statements:
            return _aside(reading, document, "no_harm_read", "no side effect was understood")
        return reading


def _working(document: SourceDocument, therapy: str, lexicon: Lexicon) -> Iterator[Record]:
    """Yield the classes and the molecules that the first section tells of the medicine, with their places."""
    if " and " in lexicon.name_of(therapy):
        return  # of two substances the section may speak of one
    read = [("member_of", RULE_CLASS, one) for one in read_classes(document.text, lexicon)]
    read += [("targets", RULE_TARGET, one) for one in read_molecules(document.text)]
    for predicate, rule, told in read:
        if told.entity.id == therapy:
            continue
        place = evidence(document.document, document.text, told.start, told.end, "section 1")
        made = Statement("", predicate, therapy, told.entity.id, evidence_ids=(place.id,),
                         review_status="single_source", rule=rule)  # fmt: skip
        if predicate == "targets":
            yield told.entity
        yield from (place, replace(made, id=statement_id(made)))


def _precautions(document: SourceDocument, therapy: str, lexicon: Lexicon) -> Iterator[Record]:
    """Yield what bars the medicine and what needs care with it, with their places."""
    for told in read_precautions(document.text, therapy, lexicon, effect_lexicon()):
        place = evidence(document.document, document.text, told.start, told.end, "section 2")
        predicate = "contraindicated_with" if told.barred else "needs_care_with"
        made = Statement("", predicate, therapy, told.entity.id, evidence_ids=(place.id,), rule=RULE_PRECAUTION,
                         qualifiers=Qualifiers(note=told.degree), review_status="single_source")  # fmt: skip
        if told.entity.label == "AdverseEffect":
            yield told.entity
        yield from (place, replace(made, id=statement_id(made)))


def _kept(harms: list[Harm]) -> Iterator[Harm]:
    """Yield each effect once for each setting and seriousness, with the highest frequency that is told there.

    Where a leaflet tells frequencies, what it names without one is mostly a sign of something else: only the effects
    that it calls serious are kept of these.
    """
    graded = any(harm.frequency for harm in harms)
    best: dict[tuple[str, bool, str, tuple[str, ...]], Harm] = {}
    for harm in harms:
        if graded and not harm.frequency and not harm.serious:
            continue
        key = (harm.effect.id, harm.serious, harm.combination, harm.population)
        held = best.get(key, harm)
        best[key] = min((held, harm), key=lambda one: (_CLASSES.index(one.frequency), one.start))
    yield from best.values()


def _heading(harm: Harm) -> str:
    told = harm.frequency.replace("_", " ") or "without a frequency"
    return f"serious side effects, {told}" if harm.serious else told


def _aside(reading: Reading, document: SourceDocument, reason: str, detail: str) -> Reading:
    reading.set_aside.append(review_item(reason, "document", f"{document.place}: {detail}", document.document))
    return reading


LOADER = LeafletLoader()
