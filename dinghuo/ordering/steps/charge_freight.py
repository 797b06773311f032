"""Reckons what sending a basket's orders costs."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.draft import Draft, by_seller
from dinghuo.ordering.rules.freight import Freight, Load, freights, less_freed
from dinghuo.ordering.steps.basket import Basket

ZERO = Decimal(0)


def charge_freight(basket: Basket) -> dict[UUID, Freight]:
    """What each seller's order costs to send, less what promotions free of it."""
    found = _freights(basket, {draft.line_id: draft.amounts.total for draft in basket.drafts})
    return less_freed(found, basket.discounts)


def freight_left(basket: Basket) -> Callable[[Mapping[Hashable, Decimal]], dict[UUID, Decimal]]:
    """What the orders would cost to send, by seller, with so much left of their lines' extended amounts."""

    def reckon(left: Mapping[Hashable, Decimal]) -> dict[UUID, Decimal]:
        totals = {draft.line_id: _total(draft, left, basket.purchase.currency) for draft in basket.drafts}
        return {seller_id: each.amount for seller_id, each in _freights(basket, totals).items()}

    return reckon


def _freights(basket: Basket, totals: Mapping[UUID, Decimal]) -> dict[UUID, Freight]:
    if not basket.terms.tariffs:
        return {}
    shares = by_seller(basket.drafts)
    # Where all is done and nothing is sent, nothing is charged.
    loads = {
        seller_id: _load(drafts, totals)
        for seller_id, drafts in shares.items()
        if any(draft.stocked for draft in drafts)
    }
    return freights(basket.terms.tariffs, loads, basket.purchase.currency)


def _load(drafts: Sequence[Draft], totals: Mapping[UUID, Decimal]) -> Load:
    sent = [draft.grams for draft in drafts if draft.stocked]
    return Load(
        sum((totals[draft.line_id] for draft in drafts), ZERO),
        sum((grams for grams in sent if grams is not None), ZERO),
        sent.count(None),
    )


def _total(draft: Draft, left: Mapping[Hashable, Decimal], currency: str) -> Decimal:
    off = draft.amounts.extended - left.get(draft.line_id, draft.amounts.extended)
    if not off:
        return draft.amounts.total
    return line_amounts(
        draft.unit_price, draft.quantity, off, draft.tax_rate, draft.tax_included, currency
    ).total
