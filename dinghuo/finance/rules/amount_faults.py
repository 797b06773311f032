"""Finds what is wrong with an amount that somebody typed."""

from decimal import Decimal

from dinghuo.foundation.money import minor_unit

#: The largest amount that a column holds with a margin for sums.
LARGEST = Decimal(10) ** 14


def amount_fault(amount: Decimal, currency: str, zero_allowed: bool = False) -> str | None:
    """The code of what is wrong with an amount: "finite", "negative", "positive", "too-large", "decimals",
    or None.
    """
    if not amount.is_finite():
        return "finite"
    if amount < 0:
        return "negative"
    if amount == 0 and not zero_allowed:
        return "positive"
    if amount >= LARGEST:
        return "too-large"
    return "decimals" if amount % minor_unit(currency) else None
