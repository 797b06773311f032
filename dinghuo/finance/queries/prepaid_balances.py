"""Finds what buyers have in hand with sellers, free for any order or given for one."""

from decimal import Decimal
from uuid import UUID

from dinghuo.finance.models import OrderAdvance, PrepaidBalance
from dinghuo.foundation.actor import Actor, require


def prepaid_balances(actor: Actor, debtor_id: UUID | None = None) -> list[PrepaidBalance]:
    """The prepaid balances the actor keeps or has (the operator: all). Raises NotAllowed."""
    require(actor, "finance.see_credit")
    balances = PrepaidBalance.objects.filter(market_id=actor.market_id).select_related("creditor", "debtor")
    if debtor_id:
        balances = balances.filter(debtor_id=debtor_id)
    return list(balances.order_by("debtor__name", "creditor__name", "currency"))


def prepaid_for(actor: Actor, debtor_id: UUID, creditor_id: UUID, currency: str) -> Decimal:
    """What the debtor has in hand with this creditor; zero if nothing."""
    balance = (
        PrepaidBalance.objects.filter(
            market_id=actor.market_id,
            debtor_id=debtor_id,
            creditor_id=creditor_id,
            currency=currency,
        )
        .values_list("balance", flat=True)
        .first()
    )
    return balance or Decimal(0)


def advance_of(actor: Actor, order_id: UUID) -> Decimal:
    """What was received for an order and isn't used for its invoices yet."""
    amount = (
        OrderAdvance.objects.filter(market_id=actor.market_id, order_id=order_id)
        .values_list("amount", flat=True)
        .first()
    )
    return amount or Decimal(0)
