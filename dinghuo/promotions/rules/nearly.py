"""What a basket lacks for a promotion it nearly gets."""

from collections.abc import Sequence
from decimal import Decimal

from dinghuo.promotions.rules.basket import ZERO, Line, Near, Offer
from dinghuo.promotions.rules.benefits import reached, reached_tier
from dinghuo.promotions.states import Benefit


def nearly(offer: Offer, lines: Sequence[Line], everything: Sequence[Line]) -> Near | None:
    """What is missing, where at least something of what it is for is in the basket; None where nothing is."""
    terms = offer.terms
    if terms.benefit is Benefit.BUNDLE:
        return _rest_of_set(offer, everything)
    if not lines:
        return None
    units = sum((line.units for line in lines), ZERO)
    amount = sum((line.amount for line in lines), ZERO)
    if not reached(terms, lines):
        return Near(offer, max(terms.least_amount - amount, ZERO), max(terms.least_units - units, ZERO))
    if terms.benefit is Benefit.TIERS and terms.tiers and reached_tier(terms, lines) is None:
        return Near(offer, amount=terms.tiers[0].least - amount)
    if terms.benefit is Benefit.NTH_PIECE and units < terms.nth:
        return Near(offer, units=Decimal(terms.nth) - units)
    if terms.benefit is Benefit.GIFT:
        [gift] = terms.parts
        return Near(offer, units=gift.units, variant_id=gift.variant_id)
    return None


def _rest_of_set(offer: Offer, everything: Sequence[Line]) -> Near | None:
    have = {
        part.variant_id: sum((line.units for line in everything if line.variant_id == part.variant_id), ZERO)
        for part in offer.terms.parts
    }
    if not any(have.values()):
        return None
    for part in offer.terms.parts:
        if have[part.variant_id] < part.units:
            return Near(offer, units=part.units - have[part.variant_id], variant_id=part.variant_id)
    return None
