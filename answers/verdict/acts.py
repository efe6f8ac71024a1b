"""What was done about the uses of one agency, found by use, by product and by what is left open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from answers.verdict.model import DatedEvent, Facts, Use
from answers.verdict.time import CHANGES, ENDS, PRODUCT_ENDS
from graph.model import PartialDate

NONE: tuple[DatedEvent, ...] = ()


def counts(dated: DatedEvent) -> bool:
    """Say whether an event can change a status: a decision, joined or of a product, told by a tier that counts."""
    event = dated.event
    told = not dated.attestations or any(seen.tier != "other" for seen in dated.attestations)
    return event.act == "decision" and not event.open and told


@dataclass(frozen=True, slots=True)
class Acts:
    """The events of one agency. ``objects`` are the cancers that each Indication's statements are about."""

    joined: Mapping[str, tuple[DatedEvent, ...]] = field(default_factory=dict)
    product_ends: Mapping[str, DatedEvent] = field(default_factory=dict)
    left_open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    records_end: PartialDate = ""

    @classmethod
    def of(cls, facts: Facts, agency: str) -> "Acts":
        """Sort the events of an agency."""
        return facts.once(("acts", agency), lambda: cls._sorted(facts, agency))

    @classmethod
    def _sorted(cls, facts: Facts, agency: str) -> "Acts":
        joined: dict[str, list[DatedEvent]] = defaultdict(list)
        ends: dict[str, DatedEvent] = {}
        candidates: dict[str, list[str]] = defaultdict(list)
        for dated in facts.events:
            event = dated.event
            if event.agency != agency:
                continue
            if event.indication_id:
                joined[event.indication_id].append(dated)
            elif counts(dated) and event.kind in PRODUCT_ENDS:
                ends[event.therapy_id] = dated
            if event.open:
                for candidate in event.candidates:
                    candidates[candidate].append(event.id)
        objects: dict[str, set[str]] = defaultdict(set)
        for use in facts.uses_at(agency):
            objects[use.statement.indication_id].add(use.statement.object)
        return cls(
            {key: tuple(held) for key, held in joined.items()},
            ends,
            {key: tuple(held) for key, held in candidates.items()},
            {key: frozenset(held) for key, held in objects.items()},
            facts.records_end,
        )

    def about(self, use: Use) -> tuple[DatedEvent, ...]:
        """Return the events joined to a use's Indication."""
        return self.joined.get(use.statement.indication_id, NONE)

    def on(self, use: Use) -> list[DatedEvent]:
        """Return the events of a use. One act on several cancers is one event for each: an end is of its own."""
        others = self.objects.get(use.statement.indication_id, frozenset()) - {use.statement.object}
        return [one for one in self.about(use) if one.event.kind not in ENDS or one.event.cancer_id not in others]

    def changes(self, use: Use) -> list[PartialDate]:
        """Return the dates at which the words of a use changed."""
        return [one.event.date for one in self.about(use) if one.event.kind in CHANGES and counts(one)]

    def ends_of_products(self, products: Iterable[str]) -> list[DatedEvent]:
        """Return the ends of these products, none unless every one of them ended."""
        wanted = tuple(products)
        if not wanted or any(product not in self.product_ends for product in wanted):
            return []
        return [self.product_ends[product] for product in wanted]
