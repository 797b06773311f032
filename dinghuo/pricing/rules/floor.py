"""How low a price given by hand may go without somebody else's word."""

from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class FloorPolicy:
    """What a seller asks: `of_list` per cent of what the lists ask the customer, `margin` per cent above cost."""

    of_list: Decimal | None = None
    margin: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one ordered unit, all with its tax or all without: what the lists ask, what it costs the seller,
    and what the formula of the list that counts never goes below; None where that isn't known."""

    listed: Decimal | None = None
    cost: Decimal | None = None
    formula: Decimal | None = None


def least(policy: FloorPolicy, known: Known) -> Decimal | None:
    """The lowest price that needs nobody else's word, half up to six decimals.

    None where what the policy asks about isn't known: no price can then be said to be high enough.
    """
    found = [known.formula or Decimal(0)]
    if policy.of_list is not None and known.listed is not None:
        found.append(known.listed * policy.of_list / HUNDRED)
    if policy.margin is not None:
        if known.cost is None:
            return None
        found.append(known.cost * (HUNDRED + policy.margin) / HUNDRED)
    elif policy.of_list is not None and known.listed is None:
        return None
    return round(max(found), 6)


def in_mode(amount: Decimal, included: bool, wanted: bool, tax_rate: Decimal) -> Decimal:
    """An amount with its tax in it (`included`) or not, as it is with the tax in it or not (`wanted`)."""
    if included == wanted:
        return amount
    return round(amount * (ONE + tax_rate) if wanted else amount / (ONE + tax_rate), 6)
