"""Enters what a buyer owed a seller, or had in hand, before the ledger began."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.events import OpeningPosted
from dinghuo.finance.rules.chart import Leg, opening, prepaid, receivable
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.check_amount import check_amount
from dinghuo.finance.steps.creditor_and_debtor import creditor_and_debtor
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.finance.steps.prepaid.change_prepaid import add_prepaid
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.money import round_amount
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def post_opening(
    actor: Actor,
    debtor_id: UUID,
    currency: str,
    amount: Decimal,
    creditor_id: UUID | None = None,
    why: str = "",
) -> UUID:
    """Post an opening balance and return its entry's id.

    A positive amount is owed by the buyer, a negative one becomes its prepaid balance. The creditor is by
    default the actor's organisation. Raises NotAllowed, NotFound, Invalid with all faults.
    """
    require(actor, "finance.post_opening", abs(amount))
    faults = Faults()
    check_amount(faults, "amount", abs(amount), currency)
    with acting(actor):
        creditor, debtor = creditor_and_debtor(actor, "finance.post_opening", creditor_id, debtor_id, faults)
        faults.raise_any()
        owed = Leg(receivable(creditor.id, debtor.id), amount)
        in_hand = Leg(prepaid(creditor.id, debtor.id), -amount)
        other_side = Leg(opening(creditor.id), abs(amount))
        if amount < 0:
            add_prepaid(actor, creditor.id, debtor.id, currency, -amount)
        entry_id = post_entry(
            actor,
            EntryKind.OPENING,
            Document("opening", new_id()),
            debtor.id,
            creditor.id,
            currency,
            debits=[owed] if amount > 0 else [other_side],
            credits=[other_side] if amount > 0 else [in_hand],
            text=why,
        )
        data = {"amount": str(round_amount(amount, currency)), "currency": currency}
        record(actor, OpeningPosted(entry_id, parties=[creditor.id, debtor.id], data=data), why)
        return entry_id
