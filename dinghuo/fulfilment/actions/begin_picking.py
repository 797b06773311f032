"""Begins to pick an order in a warehouse, or takes over who did."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import PERMISSION
from dinghuo.fulfilment.errors import AlreadyPicking, NothingToPick
from dinghuo.fulfilment.events import PickingBegun
from dinghuo.fulfilment.models import Picking
from dinghuo.fulfilment.queries.kept_orders import KeptOrder, for_owner, kept_order
from dinghuo.fulfilment.states import PickingState
from dinghuo.fulfilment.steps.picking_hands import refuse_kept
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.queries.picks import picks
from dinghuo.ordering.errors import ApprovalRequired
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.lock_order import lock_order


def begin_picking(actor: Actor, order: str, warehouse: str = "", take_over: bool = False) -> Picking:
    """Take an order's goods in a warehouse (its key; empty: the first with something to pick) upon oneself.

    Whoever has begun gets the same picking again. Who keeps goods of another house picks what that house has sold of
    them, where their agreement says so. Raises NotAllowed, NotFound, ApprovalRequired, NothingToPick, OthersHands, and
    AlreadyPicking where somebody else does it, unless one means to `take_over`.
    """
    require(actor, PERMISSION)
    with acting(actor):
        try:
            return _begin(actor, order, warehouse, take_over)
        except (NotFound, NotAllowed) as foreign:
            try:
                kept = kept_order(actor, order)
            except NotFound:
                raise foreign from None
        worker = for_owner(actor, kept.owner_id)
        with acting(worker, savepoint=False):
            return _begin(worker, order, warehouse, take_over, kept)


def _begin(
    actor: Actor, order: str, warehouse: str, take_over: bool, kept: KeptOrder | None = None
) -> Picking:
    found, lines = lock_order(actor, order)
    if actor.organisation_id != found.seller_id and actor.scope != "market":
        raise NotAllowed(PERMISSION)
    if found.approval == Approval.PENDING:
        raise ApprovalRequired(_("This order waits for the buyer's approval."))
    place = _place(actor, lines, warehouse, kept)
    if kept is None:
        refuse_kept(actor, found.seller_id, {place.id: place.owner_id})
    open_ones = Picking.objects.select_for_update(of=("self",)).filter(
        market_id=actor.market_id, order=found, warehouse=place, state=PickingState.OPEN.value
    )
    there = open_ones.first()
    if there is not None and there.person_id == actor.person_id:
        return there
    if there is not None and not take_over:
        told = _("%(name)s picks this order already (%(number)s). Take it over if you go on with it.")
        raise AlreadyPicking(
            told % {"name": there.person_name, "number": there.number},
            lines=[{"picking": there.number}],
            instead={"take_over": True},
        )
    picking = there or _new(found, place)
    picking.person_id, picking.person_name = actor.person_id, actor.person_name
    picking.save()
    data = {"order": order, "warehouse": place.key}
    record(actor, PickingBegun(picking.id, picking.number, picking.parties, data))
    return picking


def _place(actor: Actor, lines: list[OrderLine], key: str, kept: KeptOrder | None) -> Warehouse:
    wanted = picks(actor, [line.id for line in lines if line.counters.to_ship])
    ids = list(dict.fromkeys(pick.warehouse_id for pick in wanted if pick.room or pick.picked))
    places = {row.id: row for row in Warehouse.objects.filter(market_id=actor.market_id, id__in=ids)}
    mine = [places[place_id] for place_id in ids if kept is None or place_id in kept.warehouse_ids]
    if kept is None:
        # One's own places before those where others keep one's goods.
        mine.sort(key=lambda place: place.owner_id != lines[0].seller_id)
    for place in mine:
        if not key or place.key == key:
            return place
    raise NothingToPick(_("Nothing of this order waits to be picked there."))


def _new(order: Order, place: Warehouse) -> Picking:
    number = draw_numbers(order.market_id, "PK")[0]
    seller_id: UUID = order.seller_id
    return Picking(
        market_id=order.market_id,
        number=number,
        order=order,
        order_number=order.number,
        seller_id=seller_id,
        keeper_id=place.owner_id if place.owner_id != seller_id else None,
        warehouse=place,
    )
