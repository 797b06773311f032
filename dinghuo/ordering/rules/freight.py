"""What it costs to send orders, from when on it costs nothing, and how one freight is shared by several orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.money import round_amount, split_amount
from dinghuo.foundation.quantity import plain
from dinghuo.organisations.rules.minimums import tax_within
from dinghuo.promotions.rules.basket import Grant, Outcome

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a seller's order costs to send, or, without a seller, all of those together whose sellers say nothing.

    `amount` for the order; with `first_grams` for that much of its weight, and `step_amount` for each further
    `step_grams` that are begun. From goods of `free_from` on (tax included, zero: never) nothing. Tax is in it, at
    `tax_rate` (0.13 is 13 %).
    """

    seller_id: UUID | None
    amount: Decimal
    first_grams: Decimal = ZERO
    step_grams: Decimal = ZERO
    step_amount: Decimal = ZERO
    free_from: Decimal = ZERO
    tax_rate: Decimal = ZERO
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def charge(self, load: "Load", currency: str) -> Decimal:
        """What the load costs, rounded half up."""
        if self.free_from and load.total >= self.free_from:
            return ZERO
        further = max(load.grams - self.first_grams, ZERO)
        steps = (further / self.step_grams).to_integral_value(ROUND_CEILING) if self.step_grams else ZERO
        return round_amount(self.amount + steps * self.step_amount, currency)


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent: what the goods come to, tax included, after discounts; what they weigh in grams; and of how many
    lines the weight isn't known, which count for none."""

    total: Decimal
    grams: Decimal = ZERO
    unweighed: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.total + other.total, self.grams + other.grams, self.unweighed + other.unweighed)


@dataclass(frozen=True, slots=True)
class Freight:
    """What sending one order costs: its part (`amount`) of what `whole` costs, which is more than its own load where it
    is `shared`; `freed` of it by promotions, as plain values in `by`."""

    tariff: Tariff
    amount: Decimal
    whole: Load
    shared: bool = False
    freed: Decimal = ZERO
    by: Sequence[Mapping[str, Any]] = ()

    @property
    def owed(self) -> Decimal:
        """What the buyer pays of it."""
        return self.amount - self.freed

    def tax(self, currency: str) -> Decimal:
        """The tax in what the buyer pays."""
        return tax_within(self.owed, self.tariff.tax_rate, currency)

    def kept(self, currency: str) -> dict[str, Any]:
        """All of it as it is kept with the order."""
        tariff = self.tariff
        return {
            "amount": plain(self.amount),
            "freed": plain(self.freed),
            "by": [dict(each) for each in self.by],
            "tax": plain(self.tax(currency)),
            "tax_rate": plain(tariff.tax_rate),
            "first_amount": plain(tariff.amount),
            "first_grams": plain(tariff.first_grams),
            "step_grams": plain(tariff.step_grams),
            "step_amount": plain(tariff.step_amount),
            "free_from": plain(tariff.free_from),
            "total": plain(self.whole.total),
            "grams": plain(self.whole.grams),
            "unweighed": self.whole.unweighed,
            "shared": self.shared,
            "note": tariff.note,
            "notes": dict(tariff.notes),
        }


@dataclass(frozen=True, slots=True)
class FreightGap:
    """How much more of goods would be sent for nothing: `missing`, to come to `goal`; what is saved then."""

    seller_id: UUID | None
    goal: Decimal
    total: Decimal
    saved: Decimal

    @property
    def missing(self) -> Decimal:
        """How much more that is."""
        return self.goal - self.total


def freights(tariffs: Sequence[Tariff], loads: Mapping[UUID, Load], currency: str) -> dict[UUID, Freight]:
    """What each seller's load costs: by the seller's own tariff, else its part of what the general one asks for all the
    others together. That falls to them by their weights where it goes by weight, else by what their goods come to:
    largest remainder, so that the parts are the whole to the cent."""
    own = {tariff.seller_id: tariff for tariff in tariffs}
    found = {
        seller_id: Freight(own[seller_id], own[seller_id].charge(load, currency), load)
        for seller_id, load in loads.items()
        if seller_id in own
    }
    rest = {seller_id: load for seller_id, load in loads.items() if seller_id not in own}
    if None not in own or not rest:
        return found
    general, whole = own[None], sum(rest.values(), Load(ZERO))
    weights = [load.grams for load in rest.values()] if general.first_grams else []
    if not any(weights):
        weights = [load.total for load in rest.values()]
    parts = split_amount(general.charge(whole, currency), weights, currency)
    shared = len(rest) > 1
    return found | {
        seller_id: Freight(general, part, whole, shared) for seller_id, part in zip(rest, parts, strict=True)
    }


def less_freed(found: Mapping[UUID, Freight], discounts: Outcome) -> dict[UUID, Freight]:
    """The same less what promotions free of each seller's."""
    return {
        seller_id: replace(
            each,
            freed=discounts.off(seller_id),
            by=[_by(grant, seller_id) for grant in discounts.grants if seller_id in grant.parts],
        )
        for seller_id, each in found.items()
    }


def _by(grant: Grant, seller_id: UUID) -> dict[str, Any]:
    offer = grant.offer
    return {
        "promotion": offer.key,
        "name": offer.name,
        "names": dict(offer.names),
        "code": offer.coupon.code if offer.coupon else "",
        "amount": plain(grant.parts[seller_id]),
    }


def freight_gaps(found: Mapping[UUID, Freight]) -> list[FreightGap]:
    """What lacks to be sent for nothing, where there is something to save; the least that lacks first."""
    by_tariff: dict[UUID | None, list[Freight]] = {}
    for each in found.values():
        by_tariff.setdefault(each.tariff.seller_id, []).append(each)
    gaps = [
        FreightGap(seller_id, of[0].tariff.free_from, of[0].whole.total, sum((one.owed for one in of), ZERO))
        for seller_id, of in by_tariff.items()
        if of[0].tariff.free_from > of[0].whole.total
    ]
    return sorted((gap for gap in gaps if gap.saved), key=lambda gap: gap.missing)
