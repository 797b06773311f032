"""Finds a picking and locks it together with its order, so that whoever picks is alone with both."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import NotFound
from dinghuo.fulfilment.errors import PickingClosed
from dinghuo.fulfilment.models import Picking
from dinghuo.fulfilment.states import PickingState
from dinghuo.inventory.queries.picks import Pick
from dinghuo.inventory.steps.lock_picks import lock_picks
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.steps.lock_order import lock_order


@dataclass(frozen=True)
class LockedPicking:
    """An open picking with its order's lines, and what they hold and have picked, in all warehouses."""

    picking: Picking
    lines: dict[UUID, OrderLine]
    picks: list[Pick]

    @property
    def here(self) -> list[Pick]:
        """Of its own warehouse."""
        return [pick for pick in self.picks if pick.warehouse_id == self.picking.warehouse_id]

    @property
    def left(self) -> dict[UUID, Decimal]:
        """What of each line may still be picked: confirmed, not shipped, not picked."""
        left = {line.id: line.counters.to_ship for line in self.lines.values()}
        for pick in self.picks:
            left[pick.line_id] -= min(pick.picked, pick.held)
        return left

    @property
    def paper(self) -> Document:
        """The picking as movements name it."""
        return Document("picking", self.picking.id, self.picking.number)


def lock_picking(actor: Actor, number: str) -> LockedPicking:
    """Lock the order first, as everybody does, then the picking, then the balances. Raises NotFound, PickingClosed."""
    rows = Picking.objects.filter(market_id=actor.market_id, number=number)
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    order_id = rows.values_list("order_id", flat=True).first()
    if order_id is None:
        raise NotFound(number)
    _order, lines = lock_order(actor, order_id=order_id)
    picking = rows.select_for_update(of=("self",)).select_related("warehouse").get()
    if picking.state != PickingState.OPEN:
        raise PickingClosed(_("%(number)s is over. Begin another one.") % {"number": number})
    return LockedPicking(
        picking, {line.id: line for line in lines}, lock_picks(actor, [line.id for line in lines])
    )
