"""The pickings of a house: those underway, and one of them with what is to be taken from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.fulfilment.models import Picking
from dinghuo.fulfilment.queries.shipments import PERMISSION
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


def picking(actor: Actor, number: str) -> PickingPage:
    """One picking; nothing is listed of one that is over. Raises NotFound for somebody else's. Five statements."""
    require(actor, PERMISSION)
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
        "order__buyer", "warehouse", "seller"
    )
    return rows if actor.scope == "market" else rows.filter(seller_id=actor.organisation_id)
