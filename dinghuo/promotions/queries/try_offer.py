"""A promotion as it is written now, as if it ran, needed no code and had no limit: to be tried."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import fetch
from dinghuo.promotions.queries.find_offers import FIND, Shopper
from dinghuo.promotions.queries.read_offer import offer_of
from dinghuo.promotions.rules.basket import Offer
from dinghuo.promotions.states import PromotionState

#: What doesn't count while it is tried.
OPEN = {
    "state": PromotionState.ACTIVE.value,
    "early": False,
    "late": False,
    "coupons": None,
    "fund": None,
    "per_customer": None,
}


def try_offer(
    actor: Actor, promotion_id: UUID, shopper: Shopper, variants: Iterable[UUID], at: datetime
) -> Offer | None:
    """The promotion for this shopper and these articles; None where it is for other customers, another storefront, kind
    of order or currency. One statement, that of `find_offers`."""
    rows = fetch(
        FIND,
        {
            "market": actor.market_id,
            "buyers": [shopper.buyer_id],
            "storefronts": [shopper.storefront_id],
            "types": [shopper.order_type],
            "currencies": [shopper.currency],
            "sellers": [],
            "variants": list(variants),
            "codes": [],
            "at": at,
            "tried": promotion_id,
        },
    )
    for found_id, seller_id, said in rows:
        if found_id == promotion_id and said is not None:
            told = json.loads(said) | OPEN
            [(is_for, uses)] = told["asked"]
            return next(offer_of(found_id, seller_id, told, is_for, uses), None)
    return None
