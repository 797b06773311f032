"""Checks an order's terms against its storefront's policies, and what it comes to against what is asked of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.money import Money
from dinghuo.ordering.errors import BelowMinimumOrder, PaymentMethodUnavailable
from dinghuo.ordering.rules.draft import Draft, by_seller, total_of
from dinghuo.ordering.rules.minimums import Gap, fees, gaps
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.ordering.states import PaymentMethod
from dinghuo.ordering.steps.ask_terms import article_of
from dinghuo.ordering.steps.basket import Basket, standing
from dinghuo.ordering.steps.charge_freight import charge_freight
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.ordering.steps.read_request import needs_approval
from dinghuo.organisations.rules.minimums import nearest

KNOWN_METHODS = (*PaymentMethod, "online")


def check_baskets(actor: Actor, baskets: Sequence[Basket]) -> None:
    """Check each basket's terms, and say whether it waits for somebody who may spend more than the actor."""
    for basket in standing(baskets):
        with basket.trying():
            check_terms(basket.purchase, basket.request)
            found = check_minimums(basket)
            basket.fees = with_small_lines(basket.purchase, basket.drafts, found)
            basket.freights = charge_freight(basket)
        basket.needs_approval = needs_approval(actor, basket.purchase, basket.total)


def check_terms(purchase: Purchase, request: OrderRequest) -> None:
    """Raise where the storefront doesn't take the payment method."""
    method = request.payment_method
    if method not in KNOWN_METHODS:
        raise Invalid([Fault("payment.method", "unknown", _("Choose how you pay."))])
    if method not in purchase.payment_methods or method not in list(PaymentMethod):
        raise PaymentMethodUnavailable(
            _("This storefront doesn't take this way of paying."),
            instead={"methods": [m for m in purchase.payment_methods if m in list(PaymentMethod)]},
        )


def check_minimums(basket: Basket) -> dict[UUID, list[dict[str, Any]]]:
    """The fees of each seller's order for being small. Raises BelowMinimumOrder where it is too small to be ordered.

    What a representative orders for a customer is as small as the two have agreed.
    """
    purchase, drafts = basket.purchase, basket.drafts
    asked = (*purchase.minimums, *basket.terms.minimums)
    if purchase.on_behalf or not asked:
        return {}
    currency = purchase.currency
    totals = {seller_id: total_of(share) for seller_id, share in by_seller(drafts).items()}
    sums: dict[tuple[UUID, UUID], Decimal] = {}
    for draft in drafts if any(each.about for each in asked) else ():
        key = (draft.seller_id, article_of(draft))
        sums[key] = sums.get(key, Decimal(0)) + draft.amounts.total
    found = gaps(nearest(asked), totals, currency, sums)
    if found and found[0].blocks:
        raise _too_small(found[0], currency)
    return fees(found, currency)


def with_small_lines(
    purchase: Purchase, drafts: Sequence[Draft], found: dict[UUID, list[dict[str, Any]]]
) -> dict[UUID, list[dict[str, Any]]]:
    """The fees of each seller's order with those of lines that are smaller than the seller wishes. What a
    representative orders for a customer costs none."""
    if purchase.on_behalf:
        return found
    for draft in drafts:
        if draft.small and draft.small.wish.fee:
            found.setdefault(draft.seller_id, []).append(draft.small.kept(purchase.currency))
    return found


def _too_small(gap: Gap, currency: str) -> BelowMinimumOrder:
    about = gap.minimum.about
    if about is not None:
        words = _("%(goods)s: ordered from %(minimum)s on; yours comes to %(total)s.")
    elif gap.minimum.seller_id is None:
        words = _("Orders here start at %(minimum)s; yours comes to %(total)s.")
    else:
        words = _("Orders from this seller start at %(minimum)s; yours comes to %(total)s.")
    told = {
        "goods": translated(about.name, dict(about.names)) if about else "",
        "minimum": f"{Money(gap.goal, currency)} {currency}",
        "total": f"{Money(gap.total, currency)} {currency}",
    }
    return BelowMinimumOrder(words % told, instead={"missing": str(Money(gap.missing, currency))})
