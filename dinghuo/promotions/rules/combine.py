"""Which promotions a basket gets: by priority, one of each exclusive group, what stands alone beside nothing else."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from dinghuo.promotions.rules.basket import ZERO, FreightOf, Grant, Line, Near, Offer, Outcome
from dinghuo.promotions.rules.benefits import benefit_of
from dinghuo.promotions.rules.free_freight import freed_of, frees_freight, owed_freight
from dinghuo.promotions.rules.nearly import nearly
from dinghuo.promotions.rules.room import Room
from dinghuo.promotions.states import Benefit, Refused

Answer = Grant | tuple[Refused, Near | None]


def no_freight(_left: Mapping[Hashable, Decimal]) -> Mapping[UUID, Decimal]:
    """Of what costs nothing to send."""
    return {}


def combine(
    offers: Sequence[Offer],
    lines: Sequence[Line],
    buyer_id: UUID,
    room: Room,
    currency: str,
    freight: FreightOf = no_freight,
) -> Outcome:
    """What a basket gets, taken out of the room.

    Highest priority first, then coupons before what comes by itself, then by key: the same basket always gets the same.
    Each looks at what the ones before it have left of the lines' amounts. What frees freight comes last, whatever its
    priority: what sending costs depends on all that was taken off before.
    """
    grants: list[Grant] = []
    near: list[Near] = []
    refused: dict[str, tuple[Refused, Near | None]] = {}
    left = {line.key: line.amount for line in lines}
    for offer in sorted(offers, key=_rank):
        rest = [
            line if left[line.key] == line.amount else replace(line, amount=left[line.key]) for line in lines
        ]
        deal = _Deal(grants, rest, buyer_id, room, currency)
        answer = _try_freight(offer, deal, freight(left)) if frees_freight(offer) else _try(offer, deal)
        if isinstance(answer, Grant):
            room.take([answer], buyer_id)
            grants.append(answer)
            for key in left:
                left[key] -= answer.parts.get(key, ZERO)
            continue
        reason, lacks = answer
        if lacks and reason is Refused.BELOW_MINIMUM:
            near.append(lacks)
        if offer.coupon:
            refused[offer.coupon.code] = (reason, lacks)
    return Outcome(grants, near, refused)


def _rank(offer: Offer) -> tuple[bool, int, bool, str]:
    return frees_freight(offer), -offer.priority, offer.coupon is None, offer.key


@dataclass(frozen=True, slots=True)
class _Deal:
    """Where a basket stands when the next promotion is tried."""

    grants: Sequence[Grant]
    lines: Sequence[Line]
    buyer_id: UUID
    room: Room
    currency: str

    def grant(self, offer: Offer, parts: Mapping[Hashable, Decimal]) -> Answer:
        """What it gives, or why that can't be given."""
        given = Grant(offer, sum(parts.values(), ZERO), parts)
        reason = self.room.refusal(offer, self.buyer_id, given.amount)
        return (reason, None) if reason else given

    def refusal(self, offer: Offer) -> Refused | None:
        """Why nothing can be had of it, whatever is in the basket."""
        if offer.refused:
            return offer.refused
        return Refused.EXCLUDED if _excluded(offer, self.grants) else None


def _try(offer: Offer, deal: _Deal) -> Answer:
    refused = deal.refusal(offer)
    if refused:
        return refused, None
    fitting = [line for line in deal.lines if offer.fits(line) and line.amount > 0]
    # A gift and the parts of a bundle needn't be among the goods whose amount is asked for.
    everything = [
        line for line in deal.lines if not line.closed and offer.seller_id in (None, line.seller_id)
    ]
    parts = benefit_of(offer.terms, fitting, everything, deal.currency)
    if parts:
        return deal.grant(offer, parts)
    return _nearly(offer, deal, fitting, everything)


def _try_freight(offer: Offer, deal: _Deal, freight: Mapping[UUID, Decimal]) -> Answer:
    refused = deal.refusal(offer)
    if refused:
        return refused, None
    fitting = [line for line in deal.lines if offer.fits(line) and line.amount > 0]
    owed = owed_freight(freight, fitting, deal.grants)
    if fitting and not owed:
        # Nobody is asked to buy more for what is free already.
        return Refused.NO_FREIGHT, None
    parts = freed_of(offer, fitting, owed, deal.currency)
    return deal.grant(offer, parts) if parts else _nearly(offer, deal, fitting, fitting)


def _nearly(offer: Offer, deal: _Deal, fitting: Sequence[Line], everything: Sequence[Line]) -> Answer:
    """Why it gives nothing, and what would have to be added."""
    reason = deal.room.refusal(offer, deal.buyer_id, Decimal(0))
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
