"""Gives back credit that an order holds for what won't be shipped: refused, cancelled, changed."""

from decimal import Decimal

from dinghuo.finance.models import CreditHold
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.states import CreditMoveKind
from dinghuo.finance.steps.credit.change_hold import change_hold
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def release_credit(actor: Actor, order: Document, amount: Decimal | None = None, why: str = "") -> None:
    """Release `amount` of the order's ordered bucket; None releases all that is left in it.

    An order without a hold (paid otherwise) releases nothing. Raises CreditNotHeld if it holds less than
    `amount`.
    """
    with third_party(actor):
        hold = (
            CreditHold.objects.filter(market_id=actor.market_id, order_id=order.id)
            .select_for_update()
            .first()
        )
        if hold is None:
            return
        freed = hold.ordered if amount is None else amount
        if freed < 0:
            raise ValueError("to hold more, raise credit")
        if freed:
            change_hold(
                actor,
                order,
                CreditMoveKind.RELEASE,
                Buckets(ordered=-freed),
                order,
                why,
            )
