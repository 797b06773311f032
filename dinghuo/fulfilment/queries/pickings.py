"""The pickings of a house: those underway, and one of them with what is to be taken from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Picking, Shipment
from dinghuo.fulfilment.queries.kept_orders import for_owner
from dinghuo.fulfilment.queries.shipments import PERMISSION, shipment
from dinghuo.fulfilment.states import PickingState
from dinghuo.inventory.queries.picks import Pick, picks
from dinghuo.ordering.models import OrderLine

#: More than a house picks at a time.
MOST = 200


@dataclass(frozen=True, slots=True)
class PickingPage:
    """A picking with what its order's lines hold in its warehouse, by bin; `lines` by id."""

    picking: Picking
    picks: Sequence[Pick]
    lines: Mapping[UUID, OrderLine]


def open_pickings(actor: Actor) -> list[Picking]:
    """Those underway of the actor's house (the operator: everybody's), newest first. One statement."""
    require(actor, PERMISSION)
    return list(_mine(actor).filter(state=PickingState.OPEN.value).order_by("-id")[:MOST])


def kept_pickings(actor: Actor) -> list[Picking]:
    """Those underway in which the actor's house picks goods that it keeps for others, newest first. One statement."""
    require(actor, PERMISSION)
    rows = Picking.objects.filter(
        market_id=actor.market_id, keeper_id=actor.organisation_id, state=PickingState.OPEN.value
    )
    return list(rows.select_related("warehouse", "seller").order_by("-id")[:MOST])


def picking(actor: Actor, number: str) -> PickingPage:
    """One picking, also of goods that the actor's house keeps for another; nothing is listed of one that is over.
    Raises NotFound for somebody else's. Six statements."""
    require(actor, PERMISSION)
    reader = _reader(actor, number)
    with acting(reader):
        return _page(reader, number)


def picked_shipment(actor: Actor, number: str) -> Shipment:
    """What was shipped by a picking, for who picked it. Raises NotFound for somebody else's."""
    require(actor, PERMISSION)
    reader = _reader(actor, number)
    with acting(reader):
        return shipment(reader, _page(reader, number).picking.shipment_number)


def _reader(actor: Actor, number: str) -> Actor:
    """In whose name it is read: its keeper sees of the order what it has to pick."""
    if actor.scope == "market":
        return actor
    kept = Picking.objects.filter(market_id=actor.market_id, number=number, keeper_id=actor.organisation_id)
    owner_id = kept.values_list("seller_id", flat=True).first()
    return actor if owner_id is None else for_owner(actor, owner_id)


def _page(actor: Actor, number: str) -> PickingPage:
    found = _mine(actor).filter(number=number).first()
    if found is None:
        raise NotFound(number)
    lines = {
        line.id: line
        for line in OrderLine.objects.filter(market_id=actor.market_id, order_id=found.order_id)
        .select_related("variant__product")
        .order_by("position")
    }
    if found.state != PickingState.OPEN:
        return PickingPage(found, (), lines)
    wanted = picks(actor, list(lines), found.warehouse_id)
    here = [pick for pick in wanted if pick.picked or (pick.room and lines[pick.line_id].counters.to_ship)]
    return PickingPage(found, here, lines)


def _mine(actor: Actor) -> QuerySet[Picking]:
    rows = Picking.objects.filter(market_id=actor.market_id).select_related(
        "order__buyer", "warehouse", "seller", "keeper"
    )
    return rows if actor.scope == "market" else rows.filter(seller_id=actor.organisation_id)
