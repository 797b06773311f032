"""Holds what is ordered against what orders must and should come to, and shares the fees out to the orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.money import split_amount
from dinghuo.foundation.quantity import plain
from dinghuo.organisations.rules.minimums import ZERO, Minimum, tax_within


@dataclass(frozen=True, slots=True)
class Gap:
    """What lacks to a minimum. `blocks`: nothing is ordered like this; else it is, and costs `fee` more, maybe nothing.

    `total`: what the goods come to that it asks about, tax included.
    """

    minimum: Minimum
    total: Decimal
    blocks: bool
    fee: Decimal = ZERO

    @property
    def goal(self) -> Decimal:
        """What they would have to come to."""
        return self.minimum.least if self.blocks else self.minimum.threshold

    @property
    def missing(self) -> Decimal:
        """How much more that is."""
        return self.goal - self.total


def gaps(minimums: Sequence[Minimum], totals: Mapping[UUID, Decimal], currency: str) -> list[Gap]:
    """What lacks, given what the goods of each seller come to; those that block come first."""
    found = []
    for minimum in minimums:
        if minimum.seller_id is not None and minimum.seller_id not in totals:
            continue
        whole = sum(totals.values(), ZERO)
        total = whole if minimum.seller_id is None else totals[minimum.seller_id]
        if total < minimum.least:
            found.append(Gap(minimum, total, True))
        elif total < minimum.threshold:
            found.append(Gap(minimum, total, False, minimum.charge(total, currency)))
    return sorted(found, key=lambda gap: not gap.blocks)


def fees(
    found: Sequence[Gap], totals: Mapping[UUID, Decimal], currency: str
) -> dict[UUID, list[dict[str, Any]]]:
    """The fees of each seller's order, as they are kept with it. A fee on all that is ordered in one go falls to the
    orders by what their goods come to: largest remainder, so that the parts are the whole to the cent."""
    told: dict[UUID, list[dict[str, Any]]] = {}
    for gap in found:
        if not gap.fee:
            continue
        own = gap.minimum.seller_id
        shares = {own: gap.fee} if own else _shared(gap.fee, totals, currency)
        for seller_id, amount in shares.items():
            if amount:
                told.setdefault(seller_id, []).append(_kept(gap, amount, currency))
    return told


def _shared(fee: Decimal, totals: Mapping[UUID, Decimal], currency: str) -> dict[UUID, Decimal]:
    return dict(zip(totals, split_amount(fee, list(totals.values()), currency), strict=True))


def _kept(gap: Gap, amount: Decimal, currency: str) -> dict[str, Any]:
    minimum = gap.minimum
    return {
        "amount": plain(amount),
        "tax": plain(tax_within(amount, minimum.tax_rate, currency)),
        "tax_rate": plain(minimum.tax_rate),
        "threshold": plain(minimum.threshold),
        "total": plain(gap.total),
        "note": minimum.note,
        "notes": dict(minimum.notes),
    }


def fee_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Decimal, Decimal]:
    """All fees of an order together, and the tax in them."""
    return (
        sum((Decimal(each["amount"]) for each in kept), ZERO),
        sum((Decimal(each["tax"]) for each in kept), ZERO),
    )
