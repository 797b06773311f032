"""Uses what is in hand for an order to pay one of its invoices."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.rules.chart import Leg, advance, receivable
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.advance.change_advance import take_advance
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def apply_advance(
    actor: Actor,
    allocation: Document,
    order: Document,
    seller_id: UUID,
    buyer_id: UUID,
    currency: str,
    amount: Decimal,
) -> None:
    """Move `amount` from the order's advance to the receivable, once per allocation. Raises AdvanceShort."""
    take_advance(actor, order, currency, amount)
    post_entry(
        actor,
        EntryKind.ALLOCATION,
        allocation,
        buyer_id,
        seller_id,
        currency,
        debits=[Leg(advance(seller_id, buyer_id), amount)],
        credits=[Leg(receivable(seller_id, buyer_id), amount)],
        order_id=order.id,
    )
