"""How much of a seller's stock a buyer may see."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.rules.shown import EXACT, Display
from dinghuo.inventory.states import Shows

DISPLAYS = beside(__file__)
#: Seller, storefront, buyer (None: a guest).
Ask = tuple[UUID, UUID, UUID | None]


class Displays:
    """The rules for some asks, read by one statement when the first is needed. Who looks at goods of its own house, or
    runs the market, is told the number."""

    def __init__(self, actor: Actor, asks: Collection[Ask]) -> None:
        self.actor = actor
        self.asks = asks
        self.found: dict[Ask, Display] | None = None

    def of(self, seller_id: UUID, storefront_id: UUID, buyer_id: UUID | None) -> Display:
        """The rule for a seller's goods in a storefront; the number where there is none."""
        if self.actor.scope == "market" or self.actor.organisation_id == seller_id:
            return EXACT
        if self.found is None:
            self.found = displays_of(self.actor, self.asks)
        return self.found.get((seller_id, storefront_id, buyer_id), EXACT)


def displays_of(actor: Actor, asks: Collection[Ask]) -> dict[Ask, Display]:
    """The rules that there are. One statement, none for nothing."""
    wanted = list(set(asks))
    if not wanted:
        return {}
    values = {
        "market": actor.market_id,
        "sellers": [ask[0] for ask in wanted],
        "storefronts": [ask[1] for ask in wanted],
        "buyers": [ask[2] for ask in wanted],
        "at": now(),
    }
    return {
        (seller_id, storefront_id, buyer_id): Display(Shows(shows), tuple(bands))
        for seller_id, storefront_id, buyer_id, shows, bands in fetch(DISPLAYS, values)
    }
