"""Pays for an order from the buyer's prepaid balance."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.rules.chart import Leg, advance, prepaid
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.advance.change_advance import add_advance
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.finance.steps.prepaid.change_prepaid import take_prepaid
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def draw_prepaid(
    actor: Actor, order: Document, creditor_id: UUID, debtor_id: UUID, currency: str, amount: Decimal
) -> None:
    """Move `amount` from the debtor's prepaid balance with the creditor (the seller) to the order's advance.

    Raises PrepaidShort with what there is.
    """
    if amount < 0:
        raise ValueError("to give back, return the advance")
    if not amount:
        return
    with third_party(actor, creditor_id, debtor_id):
        take_prepaid(actor, creditor_id, debtor_id, currency, amount)
        add_advance(actor, order, creditor_id, debtor_id, currency, amount)
        post_entry(
            actor,
            EntryKind.PREPAID_DRAW,
            order,
            debtor_id,
            creditor_id,
            currency,
            debits=[Leg(prepaid(creditor_id, debtor_id), amount)],
            credits=[Leg(advance(creditor_id, debtor_id), amount)],
            order_id=order.id,
        )
