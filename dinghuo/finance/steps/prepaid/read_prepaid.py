"""Finds the prepaid balances that could pay for orders, locked or only to look ahead."""

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.models import PrepaidBalance
from dinghuo.finance.steps.prepaid.change_prepaid import refuse_prepaid
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor

#: Creditor, debtor and currency.
PrepaidKey = tuple[UUID, UUID, str]


class PrepaidMoney:
    """What is in hand for orders, as each of them leaves it for the next."""

    def __init__(self, balances: dict[PrepaidKey, Decimal]):
        self._left = balances

    def take(self, actor: Actor, key: PrepaidKey, amount: Decimal) -> None:
        """Count an order's amount as taken; nothing is written. Raises PrepaidShort with what there is."""
        left = self._left.get(key, Decimal(0))
        if left < amount:
            refuse_prepaid(actor, key[2], amount, left)
        self._left[key] = left - amount

    def put_back(self, key: PrepaidKey, amount: Decimal) -> None:
        """Undo a take."""
        self._left[key] += amount


def read_prepaid(actor: Actor, keys: Collection[PrepaidKey], lock: bool) -> PrepaidMoney:
    """The balances of these pairs; locked in one order until the transaction ends. One statement."""
    if not keys:
        return PrepaidMoney({})
    creditors, debtors = {key[0] for key in keys}, {key[1] for key in keys}
    rows = PrepaidBalance.objects.filter(
        market_id=actor.market_id, creditor_id__in=creditors, debtor_id__in=debtors
    ).order_by("id")
    if lock:
        rows = rows.select_for_update()
    with third_party(actor, *(debtors if len(debtors) == 1 else ())):
        found = rows.values_list("creditor_id", "debtor_id", "currency", "balance")
        return PrepaidMoney(
            {(creditor, debtor, currency): left for creditor, debtor, currency, left in found}
        )
