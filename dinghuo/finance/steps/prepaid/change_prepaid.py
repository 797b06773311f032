"""Changes a prepaid balance by one guarded statement: it never falls below zero, also with two at once."""

from decimal import Decimal
from typing import NoReturn
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dinghuo.finance.errors import PrepaidShort
from dinghuo.finance.models import PrepaidBalance
from dinghuo.finance.queries.prepaid_balances import prepaid_for
from dinghuo.finance.rules.money_text import money_text
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.money import round_amount


def add_prepaid(actor: Actor, creditor_id: UUID, debtor_id: UUID, currency: str, amount: Decimal) -> None:
    """Add to what the debtor has in hand with the creditor, opening the balance on first use."""
    PrepaidBalance.objects.bulk_create(
        [
            PrepaidBalance(
                market_id=actor.market_id, creditor_id=creditor_id, debtor_id=debtor_id, currency=currency
            )
        ],
        ignore_conflicts=True,
    )
    _rows(actor, creditor_id, debtor_id, currency).update(balance=F("balance") + amount)


def take_prepaid(actor: Actor, creditor_id: UUID, debtor_id: UUID, currency: str, amount: Decimal) -> None:
    """Take from what the debtor has in hand. Raises PrepaidShort with what there is."""
    rows = _rows(actor, creditor_id, debtor_id, currency)
    if rows.filter(balance__gte=amount).update(balance=F("balance") - amount):
        return
    refuse_prepaid(actor, currency, amount, prepaid_for(actor, debtor_id, creditor_id, currency))


def refuse_prepaid(actor: Actor, currency: str, amount: Decimal, left: Decimal) -> NoReturn:
    """Raise PrepaidShort with what is left and what is missing."""
    words = {
        "left": money_text(left, currency, actor.language),
        "asked": money_text(amount, currency, actor.language),
        "short": money_text(amount - left, currency, actor.language),
    }
    raise PrepaidShort(
        _("The prepaid balance is %(left)s, and this needs %(asked)s. Top up %(short)s, or pay otherwise.")
        % words,
        instead={
            "available": str(round_amount(left, currency)),
            "needed": str(round_amount(amount, currency)),
            "short": str(round_amount(amount - left, currency)),
            "currency": currency,
            "unblock": ["top-up", "order-less", "pay-otherwise"],
        },
    )


def _rows(actor: Actor, creditor_id: UUID, debtor_id: UUID, currency: str) -> QuerySet[PrepaidBalance]:
    return PrepaidBalance.objects.filter(
        market_id=actor.market_id, creditor_id=creditor_id, debtor_id=debtor_id, currency=currency
    )
