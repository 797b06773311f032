"""Counts a reported payment as received: into the ledger, onto the oldest invoices, the rest ahead or
prepaid.
"""

from collections.abc import Mapping
from decimal import Decimal

from dinghuo.billing.models import Payment
from dinghuo.billing.states import PaymentState
from dinghuo.billing.steps.settle_invoices import settle_invoices
from dinghuo.finance.steps.advance.receive_money import receive_money
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.mark_paid import mark_paid


def take_payment(
    actor: Actor, payment: Payment, order: Order, lines: list[OrderLine]
) -> Mapping[str, Decimal]:
    """Return what was paid of which invoice (by number). The caller holds the order's lock.

    What the order can't use any more goes to the buyer's prepaid balance with the seller (semantics 4.3): an
    over-payment is no refusal, and never lost.
    """
    payment.state = PaymentState.RECEIVED
    payment.decided_at = now()
    payment.decided_by_id = actor.person_id
    payment.decided_by_name = actor.person_name
    payment.save(update_fields=["state", "decided_at", "decided_by_id", "decided_by_name"])
    document = Document("payment", payment.id, payment.number)
    receive_money(
        actor,
        document,
        Document("order", order.id, order.number),
        order.seller_id,
        order.buyer_id,
        order.currency,
        payment.amount,
        text=payment.reference,
    )
    settled = settle_invoices(actor, order, document, payment)
    mark_paid(actor, order, lines, payment.amount, settled.unpaid)
    return settled.allocated
