"""Checks an order's terms against its storefront's policies."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.money import Money
from dinghuo.ordering.errors import BelowMinimumOrder, PaymentMethodUnavailable
from dinghuo.ordering.rules.draft import Draft, total_of
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.ordering.states import PaymentMethod
from dinghuo.ordering.steps.basket import Basket, standing
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.ordering.steps.read_request import needs_approval

KNOWN_METHODS = (*PaymentMethod, "online")


def check_baskets(actor: Actor, baskets: Sequence[Basket]) -> None:
    """Check each basket's terms, and say whether it waits for somebody who may spend more than the actor."""
    for basket in standing(baskets):
        with basket.trying():
            check_terms(basket.purchase, basket.request, basket.drafts)
        basket.needs_approval = needs_approval(actor, basket.purchase, total_of(basket.drafts))


def check_terms(purchase: Purchase, request: OrderRequest, drafts: Sequence[Draft]) -> None:
    """Raise where the storefront doesn't take the payment method, or the order is below its minimum."""
    method = request.payment_method
    if method not in KNOWN_METHODS:
        raise Invalid([Fault("payment.method", "unknown", _("Choose how you pay."))])
    if method not in purchase.payment_methods or method not in list(PaymentMethod):
        raise PaymentMethodUnavailable(
            _("This storefront doesn't take this way of paying."),
            instead={"methods": [m for m in purchase.payment_methods if m in list(PaymentMethod)]},
        )
    total = total_of(drafts)
    if not purchase.on_behalf and total < purchase.minimum_order:
        raise BelowMinimumOrder(
            _("Orders here start at %(minimum)s; yours comes to %(total)s.")
            % {
                "minimum": f"{Money(purchase.minimum_order, purchase.currency)} {purchase.currency}",
                "total": f"{Money(total, purchase.currency)} {purchase.currency}",
            },
            instead={"missing": str(Money(purchase.minimum_order - total, purchase.currency))},
        )
