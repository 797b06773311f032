"""The price of lines for a buyer, with tiers and the explanation."""

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.money import round_amount
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.permissions import PRICE_FOR_CUSTOMER
from dinghuo.pricing.rules.tiers import NextTier, Tier, next_tier, tiers

PRICE = beside(__file__)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What is asked: a quantity of a variant in a unit, from a seller. `key` is the caller's name for the line."""

    key: Hashable
    variant_id: UUID
    seller_id: UUID
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """Lines for one buyer (None: a guest) in one currency at one instant, in a storefront if there is one."""

    buyer_id: UUID | None
    currency: str
    at: datetime
    lines: Sequence[PriceLine]
    storefront_id: UUID | None = None
    explain: bool = True


@dataclass(frozen=True)
class PriceAnswer:
    """`amount` for one ordered unit (up to six decimals), `extended` for the quantity, rounded half up once.

    `list_amount` is what the seller's base list asks, None if that has no price. `tiers` and `next_tier` are in the
    ordered unit.
    """

    key: Hashable
    amount: Decimal
    currency: str
    extended: Decimal
    list_id: UUID
    price_id: UUID
    tax_included: bool
    list_amount: Decimal | None
    tiers: Sequence[Tier]
    next_tier: NextTier | None
    trace: str

    @cached_property
    def explanation(self) -> list[dict[str, Any]]:
        """The rows considered, best first: level, rule (the list's name), amount, outcome won or lost, reason."""
        found: list[dict[str, Any]] = json.loads(self.trace) if self.trace else []
        return found


def price_lines(actor: Actor, request: PriceRequest) -> dict[Hashable, PriceAnswer]:
    """The price of each line, by its key; a line without one is missing: its price is on request.

    One statement, however many lines, lists and prices. Raises NotAllowed for another buyer's prices, except to who
    sees the whole market, sells the goods, or may price for customers.
    """
    _check_buyer(actor, request)
    lines = request.lines
    if not lines:
        return {}
    rows = fetch(
        PRICE,
        {
            "market": actor.market_id,
            "buyer": request.buyer_id,
            "storefront": request.storefront_id,
            "currency": request.currency,
            "at": request.at,
            "explain": request.explain,
            "variants": [line.variant_id for line in lines],
            "sellers": [line.seller_id for line in lines],
            "units": [line.unit for line in lines],
            "quantities": [line.quantity for line in lines],
        },
    )
    answers = (_answer(lines[n - 1], request.currency, *rest) for n, *rest in rows)
    return {answer.key: answer for answer in answers}


def _answer(
    line: PriceLine,
    currency: str,
    amount: Decimal,
    list_id: UUID,
    price_id: UUID,
    tax_included: bool,
    list_amount: Decimal | None,
    factor: Decimal,
    thresholds: Sequence[Decimal],
    amounts: Sequence[Decimal],
    trace: str | None,
) -> PriceAnswer:
    steps = tiers(thresholds, amounts, factor)
    following = next_tier(steps, line.quantity, amount)
    if following is not None:
        saving = round_amount(following.saving, currency)
        following = NextTier(following.min_quantity, following.amount, saving)
    return PriceAnswer(
        key=line.key,
        amount=amount,
        currency=currency,
        extended=round_amount(amount * line.quantity, currency),
        list_id=list_id,
        price_id=price_id,
        tax_included=tax_included,
        list_amount=list_amount,
        tiers=steps,
        next_tier=following,
        trace=trace or "",
    )


def _check_buyer(actor: Actor, request: PriceRequest) -> None:
    if request.buyer_id in (None, actor.organisation_id) or actor.scope == "market":
        return
    if any(line.seller_id != actor.organisation_id for line in request.lines):
        require(actor, PRICE_FOR_CUSTOMER)
