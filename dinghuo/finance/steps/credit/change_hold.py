"""Changes what an order uses of its credit line: one statement behind raising, releasing and moving."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from dinghuo.finance.errors import CreditNotHeld
from dinghuo.finance.models import CreditHold
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.states import CreditMoveKind
from dinghuo.finance.steps.credit.refuse_credit import refuse_credit
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.money import round_amount

STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def change_hold(
    actor: Actor,
    order: Document,
    kind: CreditMoveKind,
    change: Buckets,
    document: Document,
    why: str = "",
) -> None:
    """Add `change` (its parts may be negative) to the order's hold and its line, and log it for `document`.

    Raises CreditNotHeld if a bucket has less than is taken out, CreditExceeded or CreditUnavailable if the
    whole grows and the line has no room. The caller sees to it that the line is within reach (third_party).
    """
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, _values(actor, order, kind, change, document, why))
        held, used = cursor.fetchone()
    if used:
        return
    hold = (
        CreditHold.objects.filter(market_id=actor.market_id, order_id=order.id).select_related("line").first()
    )
    if held and hold is not None:
        refuse_credit(actor, hold.line, hold.line.currency, change.used)
    raise CreditNotHeld(
        _("%(order)s doesn't hold that much credit any more.") % {"order": order.number},
        instead={name: str(round_amount(left, hold.line.currency)) for name, left in _left(hold)}
        if hold
        else {},
    )


def _left(hold: CreditHold) -> list[tuple[str, Decimal]]:
    return [
        ("ordered", hold.ordered),
        ("shipped", hold.shipped),
        ("invoiced", hold.invoiced),
    ]


def _values(
    actor: Actor,
    order: Document,
    kind: CreditMoveKind,
    change: Buckets,
    document: Document,
    why: str,
) -> dict[str, Any]:
    return {
        "market": actor.market_id,
        "order": order.id,
        "ordered": change.ordered,
        "shipped": change.shipped,
        "invoiced": change.invoiced,
        "increase": change.used,
        "kind": kind.value,
        "move": new_id(),
        "document_kind": document.kind,
        "document": document.id,
        "number": document.number,
        "person": actor.person_id,
        "person_name": actor.person_name,
        "why": why,
        "at": now(),
    }
