"""Takes the credit or the prepaid money that orders need."""

from uuid import UUID

from dinghuo.finance.steps.credit.foresee_credit import CreditAsk, foresee_credit
from dinghuo.finance.steps.credit.hold_credit import hold_credit
from dinghuo.finance.steps.credit.lock_credit import lock_credit
from dinghuo.finance.steps.prepaid.draw_prepaid import draw_prepaid
from dinghuo.finance.steps.prepaid.foresee_prepaid import foresee_prepaid
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.ordering.models import Order
from dinghuo.ordering.states import PaymentMethod, PaymentState
from dinghuo.ordering.steps.find_buyer import Purchase


def charge_orders(actor: Actor, purchase: Purchase, orders: list[Order]) -> None:
    """Hold credit for (or draw prepaid money for) each order, before it is written.

    The seller's own credit line comes first, then the storefront's owner's, then the operator's. Raises CreditExceeded.
    A transfer needs nothing now: the seller waits for the money, or doesn't, as it likes.
    """
    in_order = sorted(orders, key=lambda order: order.seller_id)
    if len(orders) > 1 and orders[0].payment_method == PaymentMethod.CREDIT:
        creditors = {creditor for order in orders for creditor in _creditors(purchase, order.seller_id)}
        lock_credit(actor, creditors, purchase.buyer_id, orders[0].currency)
    for order in in_order:
        document = Document("order", order.id, order.number)
        if order.payment_method == PaymentMethod.CREDIT:
            order.credit_line_id = hold_credit(
                actor,
                document,
                _creditors(purchase, order.seller_id),
                purchase.buyer_id,
                order.currency,
                order.total,
            )
        elif order.payment_method == PaymentMethod.PREPAID:
            draw_prepaid(actor, document, order.seller_id, purchase.buyer_id, order.currency, order.total)
            _paid(order)


def foresee_charges(actor: Actor, purchase: Purchase, orders: list[Order]) -> None:
    """Say on which line each order would be held, or that it would be paid; raise as charge_orders would."""
    in_order = sorted(orders, key=lambda order: order.seller_id)
    method, currency = orders[0].payment_method, orders[0].currency
    if method == PaymentMethod.CREDIT:
        asks = [CreditAsk(_creditors(purchase, order.seller_id), order.total) for order in in_order]
        lines = foresee_credit(actor, purchase.buyer_id, currency, asks)
        for order, line_id in zip(in_order, lines, strict=True):
            order.credit_line_id = line_id
    elif method == PaymentMethod.PREPAID:
        amounts = {order.seller_id: order.total for order in in_order}
        foresee_prepaid(actor, purchase.buyer_id, currency, amounts)
        for order in in_order:
            _paid(order)


def _paid(order: Order) -> None:
    order.paid = order.total
    order.payment_state = PaymentState.PAID


def _creditors(purchase: Purchase, seller_id: UUID) -> list[UUID]:
    return list(dict.fromkeys([seller_id, purchase.storefront_owner_id, purchase.operator_id]))
