"""Who else's uses count? Products for their substance, members for their class; never the other way unnamed."""

from answers.verdict.model import DatedEvent, Facts, JudgedUse, Membership, Named
from answers.verdict.time import PRODUCT_ENDS


def speaking(judged: tuple[JudgedUse, ...]) -> tuple[JudgedUse, ...]:
    """Return the uses that answer for the therapy asked about."""
    return tuple(one for one in judged if one.use.speaks)


def members_of(judged: tuple[JudgedUse, ...], facts: Facts) -> tuple[Named, ...]:
    """Return the class members that uses belong to, by name."""
    names = {membership.member.id: membership.member for membership in facts.members}
    found: dict[str, Named] = {}
    for one in judged:
        member = names.get(one.use.member) or one.use.subject
        found[member.id] = member
    return tuple(sorted(found.values(), key=lambda member: (member.name.lower(), member.id)))


def memberships_of(judged: tuple[JudgedUse, ...], facts: Facts) -> tuple[str, ...]:
    """Return the statements by which the members that these uses belong to are members."""
    wanted = {one.use.member for one in judged}
    return memberships(wanted, facts.members)


def memberships(wanted: set[str], held: tuple[Membership, ...]) -> tuple[str, ...]:
    """Return the membership statements of these members, each once."""
    return tuple(sorted({one.statement_id for one in held if one.member.id in wanted and one.statement_id}))


def brands_apart(facts: Facts, agency: str) -> set[str]:
    """Return the products of the therapy at an agency, as far as uses and events show them."""
    shown = {brand for use in facts.uses if use.statement.agency == agency for brand in use.brands}
    shown |= {dated.event.therapy_id for dated in facts.events if dated.event.agency == agency}
    return {product.product.id for product in facts.products} & shown


def only_product_ended(one: JudgedUse, facts: Facts, agency: str) -> bool:
    """Say whether a use ended because its product did, while another product of the substance is held there.

    A withdrawn product never withdraws the substance.
    """
    ends = {spell.end_event for spell in one.spells if spell.end_event}
    last = [dated for dated in facts.events if dated.event.id in ends]
    if not last or not all(_of_product(dated) for dated in last):
        return False
    if facts.therapy.kind == "product":
        return False
    return bool(brands_apart(facts, agency) - set(one.use.brands) - {dated.event.therapy_id for dated in last})


def _of_product(dated: DatedEvent) -> bool:
    return not dated.event.indication_id and dated.event.kind in PRODUCT_ENDS
