"""Books money that a buyer has paid into its prepaid balance with a seller."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.events import PrepaidToppedUp
from dinghuo.finance.models import PrepaidBalance
from dinghuo.finance.rules.chart import Leg, bank, prepaid
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


def top_up_prepaid(
    actor: Actor,
    debtor_id: UUID,
    currency: str,
    amount: Decimal,
    creditor_id: UUID | None = None,
    reference: str = "",
    why: str = "",
) -> PrepaidBalance:
    """Add money that has arrived at the creditor's bank (default: the actor's organisation) to the buyer's
    balance.

    `reference` is the bank's. Raises NotAllowed, NotFound, Invalid with all faults.
    """
    require(actor, "finance.top_up_prepaid", amount)
    faults = Faults()
    check_amount(faults, "amount", amount, currency)
    with acting(actor):
        creditor, debtor = creditor_and_debtor(
            actor, "finance.top_up_prepaid", creditor_id, debtor_id, faults
        )
        faults.raise_any()
        add_prepaid(actor, creditor.id, debtor.id, currency, amount)
        post_entry(
            actor,
            EntryKind.TOP_UP,
            Document("top-up", new_id(), reference[:40]),
            debtor.id,
            creditor.id,
            currency,
            debits=[Leg(bank(creditor.id), amount)],
            credits=[Leg(prepaid(creditor.id, debtor.id), amount)],
            text=why,
        )
        balance = PrepaidBalance.objects.get(
            market_id=actor.market_id, creditor=creditor, debtor=debtor, currency=currency
        )
        record(
            actor,
            PrepaidToppedUp(
                balance.id,
                parties=[creditor.id, debtor.id],
                data={
                    "amount": str(round_amount(amount, currency)),
                    "currency": currency,
                    "balance": str(round_amount(balance.balance, currency)),
                    "reference": reference,
                },
            ),
            why,
        )
        return balance
