"""Changes what is in hand for an order by one guarded statement: it never falls below zero."""

from decimal import Decimal
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from dinghuo.finance.errors import AdvanceShort
from dinghuo.finance.models import OrderAdvance
from dinghuo.finance.queries.prepaid_balances import advance_of
from dinghuo.finance.rules.money_text import money_text
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.money import round_amount


def add_advance(
    actor: Actor, order: Document, seller_id: UUID, buyer_id: UUID, currency: str, amount: Decimal
) -> None:
    """Add to what is in hand for the order."""
    OrderAdvance.objects.bulk_create(
        [
            OrderAdvance(
                market_id=actor.market_id,
                order_id=order.id,
                seller_id=seller_id,
                buyer_id=buyer_id,
                currency=currency,
            )
        ],
        ignore_conflicts=True,
    )
    OrderAdvance.objects.filter(market_id=actor.market_id, order_id=order.id).update(
        amount=F("amount") + amount
    )


def take_advance(actor: Actor, order: Document, currency: str, amount: Decimal) -> None:
    """Take from what is in hand for the order. Raises AdvanceShort with what there is."""
    rows = OrderAdvance.objects.filter(market_id=actor.market_id, order_id=order.id, currency=currency)
    if rows.filter(amount__gte=amount).update(amount=F("amount") - amount):
        return
    left = advance_of(actor, order.id)
    raise AdvanceShort(
        _("%(left)s of what was paid for %(order)s is left, not %(asked)s.")
        % {
            "left": money_text(left, currency, actor.language),
            "asked": money_text(amount, currency, actor.language),
            "order": order.number,
        },
        instead={"available": str(round_amount(left, currency)), "currency": currency},
    )
