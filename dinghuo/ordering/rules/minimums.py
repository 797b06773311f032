"""Holds what is ordered against what orders must and should come to, and shares the fees out to the orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.money import split_amount
from dinghuo.foundation.quantity import plain
from dinghuo.organisations.rules.minimums import ZERO, Minimum, tax_within


@dataclass(frozen=True, slots=True)
class Gap:
    """What lacks to a minimum. `blocks`: nothing is ordered like this; else it is, and costs `fee` more, maybe nothing.

    `total`: what the goods come to that it asks about, tax included; `shares` of it by seller.
    """

    minimum: Minimum
    total: Decimal
    blocks: bool
    fee: Decimal = ZERO
    shares: Mapping[UUID, Decimal] = field(default_factory=dict)

    @property
    def goal(self) -> Decimal:
        """What they would have to come to."""
        return self.minimum.least if self.blocks else self.minimum.threshold

    @property
    def missing(self) -> Decimal:
        """How much more that is."""
        return self.goal - self.total


#: What goods come to, tax included, by seller and article.
Sums = Mapping[tuple[UUID, UUID], Decimal]


def gaps(
    minimums: Sequence[Minimum], totals: Mapping[UUID, Decimal], currency: str, goods: Sums | None = None
) -> list[Gap]:
    """What lacks, given what the goods of each seller come to (`goods`: and each article of theirs); those that block
    come first. What is asked of goods of which there are none isn't asked."""
    found = []
    for minimum in minimums:
        shares = shares_of(minimum, totals, goods or {})
        if not shares:
            continue
        total = sum(shares.values(), ZERO)
        if total < minimum.least:
            found.append(Gap(minimum, total, True, shares=shares))
        elif total < minimum.threshold:
            found.append(Gap(minimum, total, False, minimum.charge(total, currency), shares))
    return sorted(found, key=lambda gap: not gap.blocks)


def shares_of(minimum: Minimum, totals: Mapping[UUID, Decimal], goods: Sums) -> dict[UUID, Decimal]:
    """What it asks about of each seller's goods; nothing where there is nothing of it."""
    about, found = minimum.about, dict(totals)
    if about is not None:
        found = {}
        for (seller_id, variant_id), amount in goods.items():
            if variant_id in about.variants:
                found[seller_id] = found.get(seller_id, ZERO) + amount
    own = minimum.seller_id
    return found if own is None else {own: found[own]} if own in found else {}


def fees(found: Sequence[Gap], currency: str) -> dict[UUID, list[dict[str, Any]]]:
    """The fees of each seller's order, as they are kept with it. A fee on all that is ordered in one go falls to the
    orders by what their goods come to: largest remainder, so that the parts are the whole to the cent."""
    told: dict[UUID, list[dict[str, Any]]] = {}
    for gap in found:
        if not gap.fee:
            continue
        for seller_id, amount in _shared(gap.fee, gap.shares, currency).items():
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
        "goods": minimum.about.name if minimum.about else "",
        "goods_names": dict(minimum.about.names) if minimum.about else {},
    }


def fee_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Decimal, Decimal]:
    """All fees of an order together, and the tax in them."""
    return (
        sum((Decimal(each["amount"]) for each in kept), ZERO),
        sum((Decimal(each["tax"]) for each in kept), ZERO),
    )
