"""Who bears a discount, and what of it stands when not all of its line comes."""

from decimal import Decimal

from dinghuo.finance.rules.portion import amount_upto
from dinghuo.foundation.money import split_amount
from dinghuo.promotions.rules.basket import Shares


def borne(amount: Decimal, shares: Shares, currency: str) -> tuple[Decimal, Decimal, Decimal]:
    """What seller, platform and supplier bear of an amount; adds up to it exactly."""
    weights = [Decimal(each) for each in (shares.seller, shares.platform, shares.supplier)]
    seller, platform, supplier = split_amount(amount, weights, currency)
    return seller, platform, supplier


def standing(granted: Decimal, units: Decimal, ordered: Decimal, currency: str) -> Decimal:
    """What stands of a discount granted for `units` when `ordered` are ordered after all; more units get no more."""
    return amount_upto(granted, min(ordered, units), units, currency)


def kept(amount: Decimal, payable: Decimal, ordered: Decimal, currency: str) -> Decimal:
    """What of a line's discount is for units that are still to be paid: the rest goes back, by cumulative rounding, so
    that taking units off one by one gives back exactly what was granted."""
    return amount_upto(amount, payable, ordered, currency)
