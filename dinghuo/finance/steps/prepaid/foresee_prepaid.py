"""Says whether prepaid balances would pay for orders, without drawing anything."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.models import PrepaidBalance
from dinghuo.finance.steps.prepaid.change_prepaid import refuse_prepaid
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor


def foresee_prepaid(actor: Actor, debtor_id: UUID, currency: str, amounts: Mapping[UUID, Decimal]) -> None:
    """Raise PrepaidShort for the first creditor with whom less is in hand than this. One statement."""
    with third_party(actor, debtor_id):
        balances = dict(
            PrepaidBalance.objects.filter(
                market_id=actor.market_id, debtor_id=debtor_id, creditor_id__in=amounts, currency=currency
            ).values_list("creditor_id", "balance")
        )
    for creditor_id, amount in amounts.items():
        left = balances.get(creditor_id, Decimal(0))
        if left < amount:
            refuse_prepaid(actor, currency, amount, left)
