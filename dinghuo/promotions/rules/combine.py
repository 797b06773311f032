"""Which promotions a basket gets: by priority, one of each exclusive group, what stands alone beside nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from dinghuo.promotions.rules.basket import ZERO, Grant, Line, Near, Offer, Outcome
from dinghuo.promotions.rules.benefits import benefit_of
from dinghuo.promotions.rules.nearly import nearly
from dinghuo.promotions.rules.room import Room
from dinghuo.promotions.states import Benefit, Refused


def combine(
    offers: Sequence[Offer], lines: Sequence[Line], buyer_id: UUID, room: Room, currency: str
) -> Outcome:
    """What a basket gets, taken out of the room.

    Highest priority first, then coupons before what comes by itself, then by key: the same basket always gets the same.
    Each looks at what the ones before it have left of the lines' amounts.
    """
    grants: list[Grant] = []
    near: list[Near] = []
    refused: dict[str, tuple[Refused, Near | None]] = {}
    left = {line.key: line.amount for line in lines}
    for offer in sorted(offers, key=_rank):
        rest = [replace(line, amount=left[line.key]) for line in lines]
        answer = _try(offer, grants, rest, buyer_id, room, currency)
        if isinstance(answer, Grant):
            room.take([answer], buyer_id)
            grants.append(answer)
            for key, amount in answer.parts.items():
                left[key] -= amount
            continue
        reason, lacks = answer
        if lacks and reason is Refused.BELOW_MINIMUM:
            near.append(lacks)
        if offer.coupon:
            refused[offer.coupon.code] = (reason, lacks)
    return Outcome(grants, near, refused)


def _rank(offer: Offer) -> tuple[int, bool, str]:
    return -offer.priority, offer.coupon is None, offer.key


def _try(
    offer: Offer, grants: Sequence[Grant], lines: Sequence[Line], buyer_id: UUID, room: Room, currency: str
) -> Grant | tuple[Refused, Near | None]:
    if offer.refused:
        return offer.refused, None
    if _excluded(offer, grants):
        return Refused.EXCLUDED, None
    fitting = [line for line in lines if offer.fits(line) and line.amount > 0]
    # A gift and the parts of a bundle needn't be among the goods whose amount is asked for.
    everything = [line for line in lines if not line.closed and offer.seller_id in (None, line.seller_id)]
    parts = benefit_of(offer.terms, fitting, everything, currency)
    if parts:
        grant = Grant(offer, sum(parts.values(), ZERO), parts)
        reason = room.refusal(offer, buyer_id, grant.amount)
        return (reason, None) if reason else grant
    reason = room.refusal(offer, buyer_id, Decimal(0))
    if reason:
        return reason, None
    lacks = nearly(offer, fitting, everything)
    if lacks:
        return Refused.BELOW_MINIMUM, lacks
    empty = not fitting and offer.terms.benefit is not Benefit.BUNDLE
    return (Refused.NO_GOODS if empty else Refused.BELOW_MINIMUM), None


def _excluded(offer: Offer, grants: Sequence[Grant]) -> bool:
    if offer.alone and grants:
        return True
    return any(
        grant.offer.alone or (offer.exclusive_group and grant.offer.exclusive_group == offer.exclusive_group)
        for grant in grants
    )
