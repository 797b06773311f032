"""Notes on a credit line how long its oldest invoice has been due; whoever keeps invoices reports it."""

from datetime import date
from uuid import UUID

from dinghuo.finance.models import CreditHold, CreditLine
from dinghuo.foundation.actor import Actor


def orders_beside(actor: Actor, order_id: UUID) -> tuple[UUID, list[UUID]] | None:
    """The credit line an order is held on, locked, and all orders held on it; None for an order without credit.

    Stands in a context of the whole market.
    """
    hold = CreditHold.objects.filter(market_id=actor.market_id, order_id=order_id).first()
    if hold is None:
        return None
    # Two invoices of one line paid at once: the second reads what the first has left.
    line = CreditLine.objects.select_for_update().get(market_id=actor.market_id, id=hold.line_id)
    holds = CreditHold.objects.filter(market_id=actor.market_id, line=line)
    return line.id, list(holds.values_list("order_id", flat=True))


def note_oldest_due(actor: Actor, line_id: UUID, oldest_due: date | None) -> None:
    """Keep the day on which the line's oldest unpaid invoice is due; None if all are paid."""
    CreditLine.objects.filter(market_id=actor.market_id, id=line_id).update(oldest_due=oldest_due)
