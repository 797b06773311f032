"""Lists what is confirmed, in the warehouse and not shipped yet: the warehouse's pile of work."""

from uuid import UUID

from django.db.models import F

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.states import Approval


def lines_to_ship(actor: Actor, after: str | None = None, limit: int | None = None) -> Page[OrderLine]:
    """The order lines that the actor's house has to ship (the operator: everybody's), oldest first.

    Each with its order and buyer; `line.counters.to_ship` says how much, in base units.
    """
    require(actor, "fulfilment.see_shipments")
    rows = (
        OrderLine.objects.filter(market_id=actor.market_id, allocated__gt=F("shipped"))
        .exclude(order__approval=Approval.PENDING)
        .select_related("order", "order__buyer")
    )
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__gt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("id")[: size + 1]), size, lambda row: (row.id,))
