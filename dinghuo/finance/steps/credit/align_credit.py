"""Brings what an order uses of its credit line to what its units and invoices say, whatever it was before."""

from dataclasses import replace

from dinghuo.finance.models import CreditHold
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.states import CreditMoveKind
from dinghuo.finance.steps.credit.change_hold import change_hold
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document


def align_credit(
    actor: Actor,
    order: Document,
    target: Buckets,
    kind: CreditMoveKind = CreditMoveKind.ALIGN,
    document: Document | None = None,
    why: str = "",
    keep_invoiced: bool = False,
) -> None:
    """Set the order's buckets to `target` (rules/exposure.py) and log the difference, if there is any.

    So every path ends with the same figures, and an order of which nothing is left holds nothing. The
    caller holds the order's lock; `keep_invoiced` leaves the invoiced bucket to whoever knows the invoices.
    Raises CreditExceeded only if the whole grows.
    """
    with third_party(actor):
        hold = (
            CreditHold.objects.filter(market_id=actor.market_id, order_id=order.id)
            .select_for_update()
            .first()
        )
        if hold is None:
            return
        if keep_invoiced:
            target = replace(target, invoiced=hold.invoiced)
        change = target - Buckets(hold.ordered, hold.shipped, hold.invoiced)
        if change != Buckets():
            change_hold(actor, order, kind, change, document or order, why)
