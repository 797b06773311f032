"""What a promotion frees of orders' freight, which is looked at after all that is taken off goods."""

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.promotions.rules.basket import ZERO, Grant, Line, Offer
from dinghuo.promotions.rules.benefits import capped, reached
from dinghuo.promotions.states import Benefit


def frees_freight(offer: Offer) -> bool:
    """Whether it is freight that it takes something off."""
    return offer.terms.benefit is Benefit.FREE_FREIGHT


def owed_freight(
    freight: Mapping[UUID, Decimal], lines: Sequence[Line], grants: Sequence[Grant]
) -> dict[Hashable, Decimal]:
    """What is still to be paid for sending the orders that hold these lines, by seller."""
    before = [grant for grant in grants if frees_freight(grant.offer)]
    owed = {
        seller_id: freight.get(seller_id, ZERO)
        - sum((grant.parts.get(seller_id, ZERO) for grant in before), ZERO)
        for seller_id in dict.fromkeys(line.seller_id for line in lines)
    }
    return {seller_id: amount for seller_id, amount in owed.items() if amount > 0}


def freed_of(
    offer: Offer, lines: Sequence[Line], owed: Mapping[Hashable, Decimal], currency: str
) -> dict[Hashable, Decimal]:
    """What is freed of each seller's freight; empty where the least isn't reached."""
    if not lines or not reached(offer.terms, lines):
        return {}
    return capped(owed, offer.terms.most, currency)
