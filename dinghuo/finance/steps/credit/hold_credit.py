"""Holds credit for an order on the first credit line that has room for it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn
from uuid import UUID

from dinghuo.finance.models import CreditLine
from dinghuo.finance.queries.credit_for import credit_for
from dinghuo.finance.steps.credit.refuse_credit import refuse_credit
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now, today
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, fetch

HOLD = beside(__file__)


def hold_credit(
    actor: Actor,
    order: Document,
    creditor_ids: Sequence[UUID],
    debtor_id: UUID,
    currency: str,
    amount: Decimal,
) -> UUID:
    """Hold an amount (rounded to the currency's minor unit) and return the id of the line it is held on.

    `creditor_ids` stand in the order of preference: the first whose line has room gives the credit. Call
    once for an order; for more later, raise_credit. Raises CreditUnavailable without an active line,
    CreditExceeded (with what is left) when none has room, CreditOverdue where an invoice has been due too long.
    """
    if amount < 0:
        raise ValueError("a hold is not negative")
    with third_party(actor, debtor_id):
        line_id = _hold(actor, order, creditor_ids, debtor_id, currency, amount)
        if line_id is None and any(
            one.available >= amount for one in credit_for(actor, debtor_id, creditor_ids, currency)
        ):
            # Another order took the preferred line's rest while we waited for it; a second line has room.
            line_id = _hold(actor, order, creditor_ids, debtor_id, currency, amount)
        if line_id is None:
            _refuse(actor, creditor_ids, debtor_id, currency, amount)
        return line_id


def _hold(
    actor: Actor,
    order: Document,
    creditor_ids: Sequence[UUID],
    debtor_id: UUID,
    currency: str,
    amount: Decimal,
) -> UUID | None:
    values = {
        "market": actor.market_id,
        "debtor": debtor_id,
        "creditors": list(creditor_ids),
        "currency": currency,
        "amount": amount,
        "hold": new_id(),
        "move": new_id(),
        "order": order.id,
        "kind": order.kind,
        "number": order.number,
        "person": actor.person_id,
        "person_name": actor.person_name,
        "at": now(),
        "today": today(actor.time_zone),
    }
    rows = fetch(HOLD, values)
    return rows[0][0] if rows else None


def _refuse(
    actor: Actor,
    creditor_ids: Sequence[UUID],
    debtor_id: UUID,
    currency: str,
    amount: Decimal,
) -> NoReturn:
    lines = CreditLine.objects.filter(
        market_id=actor.market_id,
        debtor_id=debtor_id,
        creditor_id__in=creditor_ids,
        currency=currency,
    )
    refuse_credit(
        actor,
        max(lines, key=lambda line: line.available, default=None),
        currency,
        amount,
    )
