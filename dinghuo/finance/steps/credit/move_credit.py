"""Moves an order's used credit on to the next bucket, or out of the last one."""

from decimal import Decimal

from dinghuo.finance.models import CreditHold
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.states import Bucket, CreditMoveKind
from dinghuo.finance.steps.credit.change_hold import change_hold
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document

KINDS = {
    (Bucket.ORDERED, Bucket.SHIPPED): CreditMoveKind.SHIP,
    (Bucket.SHIPPED, Bucket.INVOICED): CreditMoveKind.INVOICE,
    (Bucket.INVOICED, None): CreditMoveKind.SETTLE,
    (Bucket.SHIPPED, None): CreditMoveKind.RELEASE,
    (Bucket.ORDERED, None): CreditMoveKind.RELEASE,
}


def move_credit(
    actor: Actor,
    order: Document,
    source: str,
    target: str | None,
    amount: Decimal,
    document: Document | None = None,
) -> None:
    """Move `amount` from one bucket to the next ("ordered" -> "shipped" -> "invoiced"), or out (target None).

    An order without a hold moves nothing. `document` is what moves it (a shipment, an invoice, a payment),
    else the order itself. Raises CreditNotHeld if the bucket has less, ValueError for no such move.
    """
    pair = (Bucket(source), Bucket(target) if target else None)
    if pair not in KINDS or amount < 0:
        raise ValueError(f"credit doesn't move from {source} to {target} by {amount}")
    with third_party(actor):
        held = CreditHold.objects.filter(market_id=actor.market_id, order_id=order.id).exists()
        if held and amount:
            change = Buckets(**{pair[0].value: -amount})
            if pair[1]:
                change = change + Buckets(**{pair[1].value: amount})
            change_hold(actor, order, KINDS[pair], change, document or order)
