"""Finds shipments: of an order, one by number, and lists by what is to be done with them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.fulfilment.models import Receipt, Shipment, ShipmentLine, TrackingEvent
from dinghuo.fulfilment.states import ShipmentState

PERMISSION = "fulfilment.see_shipments"
#: The states in which something may still arrive.
UNDERWAY = (ShipmentState.IN_TRANSIT, ShipmentState.PARTLY_RECEIVED)


def shipments_of(actor: Actor, order_id: UUID) -> list[Shipment]:
    """The shipments of an order the actor may see, oldest first, with lines, tracking and receipts."""
    require(actor, PERMISSION)
    return list(_whole(actor).filter(order_id=order_id).order_by("id"))


def shipment(actor: Actor, number: str) -> Shipment:
    """One shipment with lines, tracking (latest first), receipts and parties. Raises NotFound."""
    require(actor, PERMISSION)
    found = _whole(actor).filter(number=number).first()
    if found is None:
        raise NotFound(number)
    return found


def shipments(
    actor: Actor,
    need: str = "",
    side: str = "",
    search: str = "",
    shipped_before: datetime | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Page[Shipment]:
    """The shipments the actor takes part in, newest first.

    `need` is "receive" (something is on its way to one's own house) or "underway" (from it or to it);
    `side` "buyer" or "seller". `search` looks for a shipment's, order's or tracking number.
    """
    require(actor, PERMISSION)
    rows = Shipment.objects.filter(market_id=actor.market_id).select_related("buyer", "seller")
    if need in ("receive", "underway"):
        rows = rows.filter(state__in=UNDERWAY)
    if need == "receive" and actor.scope != "market":
        rows = rows.filter(buyer_id=actor.organisation_id)
    if side in ("buyer", "seller"):
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    if shipped_before:
        rows = rows.filter(shipped_at__lt=shipped_before)
    if text := search.strip():
        same = [rows.filter(**{name: text}) for name in ("number", "order_number", "tracking_number")]
        rows = same[0] | same[1] | same[2]
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def count_underway(actor: Actor, side: str, at_most: int = 1000) -> int:
    """How many shipments are on their way to ("buyer") or from ("seller") one's own house, counted to
    `at_most`.
    """
    require(actor, PERMISSION)
    rows = Shipment.objects.filter(market_id=actor.market_id, state__in=UNDERWAY)
    if actor.scope != "market":
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    return rows.values("id")[:at_most].count()


def _whole(actor: Actor) -> QuerySet[Shipment]:
    lines = ShipmentLine.objects.select_related("order_line").order_by("position")
    rows = Shipment.objects.filter(market_id=actor.market_id).select_related("order", "buyer", "seller")
    return rows.prefetch_related(
        Prefetch("lines", lines),
        Prefetch("tracking", TrackingEvent.objects.order_by("-at", "-id")),
        Prefetch("receipts", Receipt.objects.prefetch_related("lines").order_by("id")),
    )
