"""Places what is in the actor's cart, and takes it out: once, however often the button is pressed."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.money import Money
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import Placement, place_order
from dinghuo.ordering.actions.preview_order import Preview, preview_order
from dinghuo.ordering.errors import CartEmpty, PriceChanged
from dinghuo.ordering.models import Cart, CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.rules.request import LineRequest, OrderRequest
from dinghuo.ordering.steps.let_go_cart import let_go_cart
from dinghuo.ordering.steps.open_cart import cart_of, open_cart

__all__ = ["OrderRequest", "place_cart", "preview_cart"]


def place_cart(
    actor: Actor, storefront_id: UUID, request: OrderRequest, seen_total: Decimal | None = None
) -> Placement:
    """Order the whole cart on the request's terms (its own lines don't count) and empty it, with
    what it held at the checkout.

    The cart stays locked meanwhile, so a second press finds it empty: CartEmpty. PriceChanged if it comes to another
    total than `seen_total`, which the person has agreed to. Otherwise raises what place_order raises.
    """
    require(actor, PLACE)
    with acting(actor):
        cart = open_cart(actor, storefront_id)
        lines = CartLine.objects.filter(market_id=actor.market_id, cart=cart)
        placement = place_order(actor, _request(lines, storefront_id, request))
        if seen_total is not None and placement.group.total != seen_total:
            currency = placement.group.currency
            raise PriceChanged(
                _("Prices have changed since you looked: it comes to %(total)s %(currency)s now.")
                % {"total": Money(placement.group.total, currency), "currency": currency},
                instead={"total": str(Money(placement.group.total, currency))},
            )
        lines.delete()
        let_go_cart(actor, cart)
        cart.codes = []
        cart.save(update_fields=["codes"])
        return placement


def preview_cart(actor: Actor, storefront_id: UUID, request: OrderRequest) -> Preview:
    """What placing the cart on these terms would do, by reading only."""
    require(actor, PLACE)
    with acting(actor):
        carts = Cart.objects.filter(market_id=actor.market_id, **cart_of(actor, storefront_id))
        lines = CartLine.objects.filter(market_id=actor.market_id, cart__in=carts)
        return preview_order(actor, _request(lines, storefront_id, request))


def _request(lines: QuerySet[CartLine], storefront_id: UUID, terms: OrderRequest) -> OrderRequest:
    found = list(lines.select_related("variant", "seller", "cart").order_by("seller_id", "id"))
    wanted = [
        LineRequest(
            sku=line.variant.sku,
            quantity=line.quantity,
            unit=line.unit,
            seller=line.seller.code,
            options=line.options,
        )
        for line in found
    ]
    if not wanted:
        raise CartEmpty(
            _("There is nothing in the cart. If you just pressed the button, it is ordered already.")
        )
    codes = terms.codes or found[0].cart.codes
    return replace(terms, lines=wanted, storefront_id=storefront_id, codes=codes)
