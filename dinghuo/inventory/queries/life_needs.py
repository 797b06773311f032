"""How fresh goods must be that go to a customer."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.rules.life import LifeNeed

NEEDS = beside(__file__)
#: Seller, buyer, variant.
Ask = tuple[UUID, UUID, UUID]


def life_needs(
    actor: Actor, seller_id: UUID, buyer_id: UUID, variant_ids: Collection[UUID]
) -> dict[UUID, LifeNeed]:
    """What each article must have left; missing where nothing is asked. One statement."""
    found = needs_of(actor, {(seller_id, buyer_id, variant_id) for variant_id in variant_ids})
    return {variant_id: need for (_seller, _buyer, variant_id), need in found.items()}


def needs_of(actor: Actor, asks: Collection[Ask]) -> dict[Ask, LifeNeed]:
    """The same for goods of any sellers that go to any buyers. One statement, none for nothing."""
    wanted = sorted(asks)
    if not wanted:
        return {}
    values = {
        "market": actor.market_id,
        "sellers": [ask[0] for ask in wanted],
        "buyers": [ask[1] for ask in wanted],
        "variants": [ask[2] for ask in wanted],
    }
    return {(row[0], row[1], row[2]): LifeNeed(*row[3:]) for row in fetch(NEEDS, values)}
