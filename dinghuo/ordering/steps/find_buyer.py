"""Finds for whom and where an order is placed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid, NotAllowed, NotFound
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import PLACE_FOR_CUSTOMER
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.organisations.queries.buying_terms import buying_terms
from dinghuo.organisations.queries.organisations import find_organisation, operator_of
from dinghuo.organisations.rules.minimums import Minimum


@dataclass(frozen=True)
class Purchase:
    """Who buys, in which storefront and on which terms; `on_behalf` if a representative orders for the buyer.

    `address`: where the goods go, as plain values; None where the buyer has no address, or not the one asked for.
    `rations`: some seller of the market limits what a customer may order. `tax_region`: where the goods go, if the
    market keeps tax rates; else empty. `order_terms`: there may be freight to pay, or more asked of the order.
    """

    buyer_id: UUID
    storefront_id: UUID
    storefront_owner_id: UUID
    operator_id: UUID
    currency: str
    payment_methods: tuple[str, ...]
    minimums: tuple[Minimum, ...]
    payment_term_days: int
    on_behalf: bool
    address: Mapping[str, Any] | None = None
    rations: bool = False
    tax_region: str = ""
    order_terms: bool = False


def find_buyer(actor: Actor, request: OrderRequest) -> Purchase:
    """The buyer and the storefront of a request.

    Raises Invalid where the buyer is unknown or no customer of the storefront, NotAllowed where a representative's
    house doesn't run the storefront of that customer.
    """
    buyer_id = actor.organisation_id
    if request.buyer:
        try:
            buyer_id = find_organisation(actor, request.buyer).id
        except NotFound as unknown:
            told = _("There is no customer %(code)s.") % {"code": request.buyer}
            raise Invalid([Fault("buyer", "unknown", told)]) from unknown
    terms = buying_terms(actor, buyer_id, request.storefront_id, request.address_id) if buyer_id else None
    if terms is None:
        raise Invalid([Fault("buyer", "no-customer", _("This organisation doesn't buy in this storefront."))])
    on_behalf = buyer_id != actor.organisation_id
    if on_behalf and actor.scope != "market" and terms.storefront_owner_id != actor.organisation_id:
        raise NotAllowed(PLACE_FOR_CUSTOMER)
    return Purchase(
        buyer_id=terms.buyer_id,
        storefront_id=terms.storefront_id,
        storefront_owner_id=terms.storefront_owner_id,
        operator_id=terms.operator_id,
        currency=terms.currency,
        payment_methods=terms.payment_methods,
        minimums=terms.minimums,
        payment_term_days=terms.payment_term_days,
        on_behalf=on_behalf,
        address=terms.address,
        rations=terms.rations,
        tax_region=terms.tax_region,
        order_terms=terms.order_terms,
    )


def purchase_of(actor: Actor, order: Order) -> Purchase:
    """The same for an order that stands: its own buyer, storefront and terms."""
    storefront = order.storefront
    return Purchase(
        buyer_id=order.buyer_id,
        storefront_id=storefront.id,
        storefront_owner_id=storefront.owner_id,
        operator_id=operator_of(actor.market_id).id,
        currency=order.currency,
        payment_methods=(order.payment_method,),
        minimums=(),
        payment_term_days=order.payment_term_days,
        on_behalf=False,
        tax_region=order.delivery_address.get("region_code", ""),
    )
