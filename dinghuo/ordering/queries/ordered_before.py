"""Who has ordered before: what is for a first order isn't for them."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch

BEFORE = beside(__file__)


def ordered_before(
    actor: Actor, pairs: Collection[tuple[UUID, UUID | None]]
) -> set[tuple[UUID, UUID | None]]:
    """Of these buyers (with a seller, or None for any) those that have an order which stands. One statement."""
    wanted = list(pairs)
    rows = fetch(
        BEFORE,
        {
            "market": actor.market_id,
            "buyers": [buyer_id for buyer_id, _ in wanted],
            "sellers": [seller_id for _, seller_id in wanted],
        },
    )
    return {(buyer_id, seller_id) for buyer_id, seller_id in rows}
