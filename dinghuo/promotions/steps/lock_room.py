"""Locks what limited promotions may still give, so that nobody else gives it meanwhile."""

from collections.abc import Iterable
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, fetch
from dinghuo.promotions.rules.basket import Grant, Offer
from dinghuo.promotions.rules.room import Room

LOCK = beside(__file__)


def lock_room(actor: Actor, hopes: Iterable[tuple[Grant, UUID]]) -> Room | None:
    """What is left, as it is under the locks, for the limited promotions that baskets hope for (by buyer);
    None where nothing is limited. One statement; promotions are locked before stock, by every transaction."""
    limited = [(grant.offer, buyer_id) for grant, buyer_id in hopes if grant.offer.limited]
    if not limited:
        return None
    per_customer: dict[tuple[UUID, UUID], int] = {
        (offer.id, buyer_id): offer.per_customer
        for offer, buyer_id in limited
        if offer.per_customer is not None
    }
    pairs = sorted(per_customer)
    rows = fetch(
        LOCK,
        {
            "market": actor.market_id,
            "funds": sorted({offer.id for offer, _ in limited if _funded(offer)}),
            "use_ids": [new_id() for _ in pairs],
            "use_promotions": [promotion_id for promotion_id, _ in pairs],
            "use_buyers": [buyer_id for _, buyer_id in pairs],
            "coupons": sorted({offer.coupon.id for offer, _ in limited if offer.coupon}),
        },
    )
    room = Room(locked=frozenset(offer.id for offer, _ in limited))
    for kind, one, buyer_id, money, uses in rows:
        if kind == "fund":
            room.budgets[one], room.uses[one] = money, uses
        elif kind == "customer":
            room.customers[one, buyer_id] = per_customer[one, buyer_id] - uses
        else:
            room.coupons[one] = uses
    return room


def _funded(offer: Offer) -> bool:
    return offer.budget_left is not None or offer.uses_left is not None
