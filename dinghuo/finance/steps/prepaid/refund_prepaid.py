"""Gives money that was paid for an order back to the buyer's prepaid balance."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.queries.prepaid_balances import advance_of
from dinghuo.finance.rules.chart import Leg, advance, prepaid
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.advance.change_advance import take_advance
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.finance.steps.prepaid.change_prepaid import add_prepaid
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def refund_prepaid(
    actor: Actor,
    order: Document,
    creditor_id: UUID,
    debtor_id: UUID,
    currency: str,
    amount: Decimal | None = None,
    why: str = "",
) -> Decimal:
    """Move `amount` (None: all there is) of the order's advance to the prepaid balance; return how much.

    Raises AdvanceShort if less is in hand for the order.
    """
    with third_party(actor, creditor_id, debtor_id):
        returned = advance_of(actor, order.id) if amount is None else amount
        if returned < 0:
            raise ValueError("to take more, draw from the prepaid balance")
        if not returned:
            return returned
        take_advance(actor, order, currency, returned)
        add_prepaid(actor, creditor_id, debtor_id, currency, returned)
        post_entry(
            actor,
            EntryKind.PREPAID_RETURN,
            order,
            debtor_id,
            creditor_id,
            currency,
            debits=[Leg(advance(creditor_id, debtor_id), returned)],
            credits=[Leg(prepaid(creditor_id, debtor_id), returned)],
            order_id=order.id,
            text=why,
        )
        return returned
