"""What placing the cart would do, for the panel beside the checkout's form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.finance.queries.credit_for import CreditStanding
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, Invalid, Refusal
from dinghuo.ordering.actions.place_cart import OrderRequest, preview_cart
from dinghuo.ordering.actions.preview_order import Preview
from dinghuo.ordering.permissions import APPROVE
from dinghuo.ordering.queries.freight_words import freight_near, freight_words
from dinghuo.ordering.queries.sums import orders_sums
from dinghuo.organisations.queries.people import members_with
from dinghuo.promotions.queries.words import goods_taken
from dinghuo.web.buyer.cart_view import ShownCart
from dinghuo.web.buyer.checkout_form import METHODS
from dinghuo.web.shared.fee_words import told_fees
from dinghuo.web.shared.order_words import method_words
from dinghuo.web.shared.sum_words import Sent, ToldSums, told_discounts


@dataclass(frozen=True)
class WhatIf:
    """The orders by seller with their totals, who must approve, what is left of credit; or what stands against it."""

    orders: Sequence[tuple[str, Decimal]] = ()
    total: Decimal = Decimal(0)
    told: ToldSums | None = None
    free_from: Sequence[str] = ()
    needs_approval: bool = False
    approvers: Sequence[str] = ()
    credit: Sequence[CreditStanding] = ()
    refusal: Refusal | None = None
    other_methods: Sequence[tuple[str, str]] = ()
    faults: Sequence[Any] = field(default_factory=tuple)

    @property
    def possible(self) -> bool:
        """True if it can be placed like this."""
        return bool(self.orders)


def what_if_of(
    actor: Actor, storefront: Any, shown: ShownCart, terms: OrderRequest, faults: Faults
) -> WhatIf:
    """Try it and take it back. Faults of the terms are added to `faults`."""
    try:
        preview = preview_cart(actor, storefront.id, terms)
    except Refusal as refusal:
        return refused(storefront, refusal, terms.payment_method)
    except Invalid as invalid:
        faults.found += invalid.faults
        return WhatIf(faults=invalid.faults)
    return _possible(actor, shown, preview)


def refused(storefront: Any, refusal: Refusal, method: str) -> WhatIf:
    """What stands against it, with the ways of paying that may be tried instead."""
    others = [
        (key, method_words(key)) for key in METHODS if key in storefront.payment_methods and key != method
    ]
    return WhatIf(refusal=refusal, other_methods=others)


def _possible(actor: Actor, shown: ShownCart, preview: Preview) -> WhatIf:
    names = {share.share.seller_id: share.share for share in shown.shares}
    orders = preview.placement.orders
    used = {order.credit_line_id for order in orders}
    approvers: list[str] = []
    if preview.needs_approval and actor.organisation_id:
        people = members_with(actor.organisation_id, APPROVE)
        approvers = [person.name for person in people if person.id != actor.person_id]
    return WhatIf(
        orders=[(str(names[order.seller_id]), order.total) for order in orders],
        total=preview.total,
        told=_told(preview, {seller_id: str(name) for seller_id, name in names.items()}),
        free_from=[
            freight_near(
                gap,
                preview.placement.group.currency,
                str(names[gap.seller_id]) if gap.seller_id and len(orders) > 1 else "",
            )
            for gap in preview.freight_gaps
        ],
        needs_approval=preview.needs_approval,
        approvers=approvers,
        credit=[line for line in preview.credit if line.line_id in used],
    )


def _told(preview: Preview, names: Mapping[UUID, str]) -> ToldSums:
    orders, currency = preview.placement.orders, preview.placement.group.currency
    several = len(orders) > 1
    sums = orders_sums(orders, preview.placement.lines)
    off = sum((order.discount for order in orders), Decimal(0))
    return ToldSums(
        sums,
        currency,
        told_discounts(sums, off, goods_taken(preview.discounts), currency),
        [
            Sent(
                names[order.seller_id] if several else "",
                freight_words(order.freight_terms, currency),
                order.freight,
            )
            for order in orders
            if order.freight_terms
        ],
        [fee for order in orders for fee in told_fees(order.fees, currency)],
        [(names[order.seller_id], order.total) for order in orders] if several else [],
    )
