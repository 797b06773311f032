"""Finds the credit a debtor has with the organisations that could give it for an order."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.models import CreditLine
from dinghuo.finance.states import CreditStatus
from dinghuo.foundation.actor import Actor


def credit_for(
    actor: Actor,
    debtor_id: UUID,
    creditor_ids: Sequence[UUID],
    currency: str | None = None,
) -> list[CreditLine]:
    """The debtor's lines that aren't closed, in the order in which they are used: that of `creditor_ids`."""
    lines = (
        CreditLine.objects.filter(
            market_id=actor.market_id, debtor_id=debtor_id, creditor_id__in=creditor_ids
        )
        .exclude(status=CreditStatus.CLOSED)
        .select_related("creditor")
    )
    if currency:
        lines = lines.filter(currency=currency)
    return sorted(
        lines,
        key=lambda line: (list(creditor_ids).index(line.creditor_id), line.currency),
    )


def best_line(
    actor: Actor,
    debtor_id: UUID,
    creditor_ids: Sequence[UUID],
    currency: str,
    amount: Decimal,
) -> CreditLine | None:
    """The line that a hold of this amount would use now, or None."""
    lines = credit_for(actor, debtor_id, creditor_ids, currency)
    return next(
        (line for line in lines if line.status == CreditStatus.ACTIVE and line.available >= amount),
        None,
    )
