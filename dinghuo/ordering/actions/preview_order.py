"""Shows what placing would do - prices, approval, credit, stock - by reading only: no number, no lock, no trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dinghuo.finance.queries.credit_for import CreditStanding, credit_for
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import OrderRequest, Placement
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import OVERRIDE_PRICE, PLACE, PLACE_FOR_CUSTOMER
from dinghuo.ordering.rules.draft import by_seller, total_of
from dinghuo.ordering.states import PaymentMethod
from dinghuo.ordering.steps.charge_orders import foresee_charges
from dinghuo.ordering.steps.check_terms import check_terms
from dinghuo.ordering.steps.draft_orders import draft_orders, order_lines
from dinghuo.ordering.steps.find_buyer import find_buyer
from dinghuo.ordering.steps.price_drafts import price_drafts
from dinghuo.ordering.steps.read_request import needs_approval, read_request
from dinghuo.ordering.steps.reserve_drafts import foresee_stock

__all__ = ["Preview", "preview_order"]


@dataclass(frozen=True)
class Preview:
    """The orders as they would be placed, without numbers and events, and what would be left of credit."""

    placement: Placement
    needs_approval: bool
    total: Decimal
    credit: list[CreditStanding]


def preview_order(actor: Actor, request: OrderRequest) -> Preview:
    """What-if: the steps of `place_order`, with each that writes replaced by one that looks ahead.

    Raises whatever placing would raise at this instant. Nothing is promised: others may be quicker.
    """
    require(actor, PLACE_FOR_CUSTOMER if request.buyer else PLACE)
    if any(line.price is not None for line in request.lines):
        require(actor, OVERRIDE_PRICE)
    with acting(actor):
        purchase = find_buyer(actor, request)
        drafts, address = read_request(actor, purchase, request)
        price_drafts(actor, purchase, drafts)
        check_terms(purchase, request, drafts)
        approval = needs_approval(actor, purchase, total_of(drafts))
        group, orders = draft_orders(actor, purchase, request, drafts, address, approval, numbered=False)
        foresee_stock(actor, drafts)
        foresee_charges(actor, purchase, orders)
        shares = by_seller(drafts)
        lines = [line for order in orders for line in order_lines(order, shares[order.seller_id])]
        credit = _left(credit_for(actor, purchase.buyer_id), orders)
        return Preview(Placement(group, orders, lines, []), approval, group.total, credit)


def _left(standings: Sequence[CreditStanding], orders: Sequence[Order]) -> list[CreditStanding]:
    """Where credit would stand with these orders held on it."""
    found = []
    for one in standings:
        more = sum(
            (
                order.total
                for order in orders
                if order.payment_method == PaymentMethod.CREDIT and order.credit_line_id == one.line_id
            ),
            Decimal(0),
        )
        left = max(one.available - more, Decimal(0))
        found.append(replace(one, used=one.used + more, available=left))
    return found
