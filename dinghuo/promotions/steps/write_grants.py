"""Writes what promotions granted to baskets: what was taken of their limits, the redemptions, each line's discount."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.rows import insert_rows, new_row
from dinghuo.foundation.statements import beside, send
from dinghuo.promotions.models import Discount, Redemption
from dinghuo.promotions.rules.basket import ZERO, Grant
from dinghuo.promotions.rules.shares import borne

TAKE = beside(__file__)


@dataclass(frozen=True, slots=True)
class LineOf:
    """The order line that a discount belongs to."""

    order_id: UUID
    line_id: UUID
    seller_id: UUID
    units: Decimal


@dataclass(frozen=True, slots=True)
class Granted:
    """What one placement got; `lines` by the keys of the grants' parts."""

    group_id: UUID
    buyer_id: UUID
    currency: str
    grants: Sequence[Grant]
    lines: Mapping[Hashable, LineOf]


def write_grants(actor: Actor, granted: Sequence[Granted]) -> None:
    """Take and write it all; the caller holds the locks (lock_room). At most three statements, none where nothing was
    granted; inside `together` they aren't waited for."""
    granted = [each for each in granted if each.grants]
    if not granted:
        return
    _take(actor, granted)
    redemptions, discounts = [], []
    for placement in granted:
        for grant in placement.grants:
            redemption = _redemption(actor, placement, grant)
            redemptions.append(redemption)
            discounts += [_discount(redemption, grant, placement, key) for key in grant.parts]
    insert_rows(redemptions)
    insert_rows(discounts)


def _take(actor: Actor, granted: Sequence[Granted]) -> None:
    funds: dict[UUID, Decimal] = {}
    uses: Counter[UUID] = Counter()
    customers: Counter[tuple[UUID, UUID]] = Counter()
    coupons: Counter[UUID] = Counter()
    most: dict[UUID, int] = {}
    for placement in granted:
        for grant in placement.grants:
            offer = grant.offer
            if offer.budget_left is not None or offer.uses_left is not None:
                funds[offer.id] = funds.get(offer.id, ZERO) + grant.amount
                uses[offer.id] += 1
            if offer.per_customer is not None:
                customers[offer.id, placement.buyer_id] += 1
                most[offer.id] = offer.per_customer
            if offer.coupon:
                coupons[offer.coupon.id] += 1
    rows = len(funds) + len(customers) + len(coupons)
    if not rows:
        return
    parameters = {
        "market": actor.market_id,
        "funds": list(funds),
        "amounts": list(funds.values()),
        "uses": [uses[each] for each in funds],
        "use_promotions": [promotion_id for promotion_id, _ in customers],
        "use_buyers": [buyer_id for _, buyer_id in customers],
        "use_uses": list(customers.values()),
        "use_most": [most[promotion_id] for promotion_id, _ in customers],
        "coupons": list(coupons),
        "coupon_uses": list(coupons.values()),
    }
    send(TAKE, parameters, rows=rows)


def _redemption(actor: Actor, placement: Granted, grant: Grant) -> Redemption:
    return new_row(
        Redemption,
        {
            "market_id": actor.market_id,
            "promotion_id": grant.offer.id,
            "version": grant.offer.version,
            "coupon_id": grant.offer.coupon.id if grant.offer.coupon else None,
            "group_id": placement.group_id,
            "buyer_id": placement.buyer_id,
            "seller_ids": sorted({placement.lines[key].seller_id for key in grant.parts}),
            "currency": placement.currency,
            "granted": grant.amount,
            "kept": grant.amount,
        },
    )


def _discount(redemption: Redemption, grant: Grant, placement: Granted, key: Hashable) -> Discount:
    line, amount = placement.lines[key], grant.parts[key]
    shares = grant.offer.shares
    seller, platform, supplier = borne(amount, shares, placement.currency)
    return new_row(
        Discount,
        {
            "market_id": redemption.market_id,
            "redemption_id": redemption.id,
            "promotion_id": grant.offer.id,
            "order_id": line.order_id,
            "line_id": line.line_id,
            "buyer_id": placement.buyer_id,
            "seller_id": line.seller_id,
            "currency": placement.currency,
            "units": line.units,
            "granted": amount,
            "amount": amount,
            "kept": amount,
            "by_seller": seller,
            "by_platform": platform,
            "by_supplier": supplier,
            "supplier_id": shares.supplier_id if supplier else None,
        },
    )
