"""Puts money that has arrived at the seller's bank into the order's advance."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.rules.chart import Leg, advance, bank
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.advance.change_advance import add_advance
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def receive_money(
    actor: Actor,
    payment: Document,
    order: Document,
    seller_id: UUID,
    buyer_id: UUID,
    currency: str,
    amount: Decimal,
    text: str = "",
) -> None:
    """Post the payment: bank to advance, once per payment. What it pays for is settled from the advance."""
    add_advance(actor, order, seller_id, buyer_id, currency, amount)
    post_entry(
        actor,
        EntryKind.PAYMENT,
        payment,
        buyer_id,
        seller_id,
        currency,
        debits=[Leg(bank(seller_id), amount)],
        credits=[Leg(advance(seller_id, buyer_id), amount)],
        order_id=order.id,
        text=text,
    )
