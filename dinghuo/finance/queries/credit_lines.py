"""Lists credit lines and what has moved on them."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.finance.models import CreditHold, CreditLine, CreditMove
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound


def credit_lines(
    actor: Actor,
    debtor_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = 100,
    debtor_ids: Collection[UUID] | None = None,
) -> list[CreditLine]:
    """The credit lines the actor gives or has (the operator: all), of one debtor or several, newest first. Raises
    NotAllowed."""
    require(actor, "finance.see_credit")
    lines = CreditLine.objects.filter(market_id=actor.market_id).select_related("creditor", "debtor")
    if debtor_id:
        lines = lines.filter(debtor_id=debtor_id)
    if debtor_ids is not None:
        lines = lines.filter(debtor_id__in=debtor_ids)
    if after:
        lines = lines.filter(id__lt=after)
    return list(lines.order_by("-id")[:limit])


def credit_line(actor: Actor, line_id: UUID) -> CreditLine:
    """One credit line. Raises NotAllowed, NotFound."""
    require(actor, "finance.see_credit")
    line = (
        CreditLine.objects.filter(market_id=actor.market_id, id=line_id)
        .select_related("creditor", "debtor")
        .first()
    )
    if line is None:
        raise NotFound("credit line")
    return line


def credit_moves(
    actor: Actor, line_id: UUID, after: UUID | None = None, limit: int = 100
) -> list[CreditMove]:
    """What has changed on a credit line, newest first. Raises NotAllowed, NotFound."""
    line = credit_line(actor, line_id)
    moves = CreditMove.objects.filter(market_id=actor.market_id, line=line)
    if after:
        moves = moves.filter(id__lt=after)
    return list(moves.order_by("-id")[:limit])


def credit_of_order(actor: Actor, order_id: UUID) -> CreditHold | None:
    """What an order uses of which line; None if it uses none that the actor may see."""
    return (
        CreditHold.objects.filter(market_id=actor.market_id, order_id=order_id)
        .select_related("line", "line__creditor")
        .first()
    )
