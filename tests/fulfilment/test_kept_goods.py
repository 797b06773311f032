"""Who keeps another house's goods picks and sends off what that house has sold, and sees nothing else of it."""

from decimal import Decimal
from typing import Any

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.end_picking import end_picking
from dinghuo.fulfilment.actions.put_back_pick import put_back_pick
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.actions.ship_picked import ship_picked
from dinghuo.fulfilment.models import Picking, Shipment
from dinghuo.fulfilment.queries.kept_orders import kept_orders
from dinghuo.fulfilment.queries.pickings import kept_pickings, open_pickings, picked_shipment, picking
from dinghuo.inventory.errors import OthersHands
from dinghuo.inventory.queries.consigned_statement import consigned_statement
from dinghuo.ordering.models import Order, OrderLine
from tests.fulfilment.kept import Kept, figures

D = Decimal
pytestmark = pytest.mark.django_db


def read(query: Any, actor: Actor, *of: Any) -> Any:
    with acting(actor):
        return query(actor, *of)


def test_the_keeper_picks_and_ships_what_the_owner_has_sold() -> None:
    kept = Kept()
    kept.receive(12)
    order = kept.ordered(5)
    assert [(row.number, row.lines) for row in read(kept_orders, kept.keeper)] == [(order, 1)]
    begun = begin_picking(kept.keeper, order)
    assert (begun.keeper_id, begun.person_name) == (kept.branch.id, "Wu Gang")
    page = read(picking, kept.keeper, begun.number)
    assert [(int(each.held), each.lot) for each in page.picks] == [(5, "L1")]
    assert [row.number for row in read(kept_pickings, kept.keeper)] == [begun.number]
    scan_pick(kept.keeper, begun.number, "MILK", D(5))
    put_back_pick(kept.keeper, begun.number, 1, "L1", D(1))
    sent = ship_picked(kept.keeper, begun.number, "SF")
    assert (sent.seller_id, sent.shipped_by_name) == (kept.world.supplier.id, "Wu Gang")
    assert kept.balances() == {("supplier", "east", "L1"): (8, 1)}
    assert read(picked_shipment, kept.keeper, begun.number).number == sent.number
    with acting(kept.world.system):
        event = EventRow.objects.get(kind="order.shipped")
        assert (event.person_name, event.organisation_name) == ("Wu Gang", kept.branch.name)
    # A sale of the owner's, on the statement of both.
    statements = [read(consigned_statement, each, kept.number) for each in (kept.keeper, kept.owner)]
    assert [figures(each.lines) for each in statements] == [{"MILK": [0, 12, 4, 0, 0, 0, 8]}] * 2
    receive_shipment(kept.world.purchaser(), sent.number, [LineReceipt(1, D(3), D(1), reason="Torn")])
    assert read(consigned_statement, kept.owner, kept.number).entries[-1].document_number == sent.number


def test_the_keeper_has_no_part_in_the_order_itself() -> None:
    kept = Kept()
    kept.receive(12)
    order = kept.ordered(5)
    number = begin_picking(kept.keeper, order).number
    with acting(kept.keeper):
        assert not Order.objects.exists()
        assert not OrderLine.objects.exists()
        assert not Shipment.objects.exists()
        assert Picking.objects.count() == 1
    with pytest.raises(NotFound):
        ship_order(kept.keeper, order)
    with acting(kept.stranger):
        assert not Picking.objects.exists()
    for act in (
        lambda: begin_picking(kept.stranger, order),
        lambda: scan_pick(kept.stranger, number, "MILK", D(1)),
        lambda: ship_picked(kept.stranger, number),
        lambda: end_picking(kept.stranger, number),
        lambda: read(picking, kept.stranger, number),
    ):
        with pytest.raises(NotFound):
            act()


def test_an_order_from_elsewhere_isnt_the_keepers() -> None:
    kept = Kept()
    kept.receive(3)
    order = kept.ordered(3, confirmed=False)
    # Not accepted yet: it holds goods, and there is nothing to pick.
    assert read(kept_orders, kept.keeper) == []
    with pytest.raises(Exception, match="waits to be picked"):
        begin_picking(kept.keeper, order)
    with pytest.raises(NotFound):
        begin_picking(kept.keeper, "SO-0000-000001")


def test_goods_that_their_keeper_sends_off_arent_shipped_from_afar() -> None:
    kept = Kept({"ships": "keeper"})
    kept.receive(12)
    order = kept.ordered(5)
    with pytest.raises(OthersHands):
        ship_order(kept.owner, order)
    with pytest.raises(OthersHands):
        begin_picking(kept.owner, order)
    assert kept.balances() == {("supplier", "east", "L1"): (12, 5)}


@pytest.mark.parametrize(("ships", "keeper_may", "owner_may"), [("owner", False, True), ("both", True, True)])
def test_the_agreement_says_who_sends_off(ships: str, keeper_may: bool, owner_may: bool) -> None:
    kept = Kept({"ships": ships})
    kept.receive(12)
    order = kept.ordered(5)
    assert bool(read(kept_orders, kept.keeper)) is keeper_may
    if owner_may:
        ship_order(kept.owner, order, [LineShipment(1, D(2))])
        number = begin_picking(kept.owner, order).number
        assert [row.number for row in read(open_pickings, kept.owner)] == [number]
        end_picking(kept.owner, number)
    if keeper_may:
        number = begin_picking(kept.keeper, order).number
        scan_pick(kept.keeper, number, "MILK", D(3))
        ship_picked(kept.keeper, number)
        assert kept.balances() == {("supplier", "east", "L1"): (7, 0)}
    else:
        with pytest.raises(NotFound):
            begin_picking(kept.keeper, order)


def test_two_of_the_keepers_people_at_once(live: None, two_at_once: Any) -> None:
    kept = Kept()
    kept.receive(12)
    order = kept.ordered(5)
    number = begin_picking(kept.keeper, order).number
    outcomes = two_at_once(
        lambda: scan_pick(kept.keeper, number, "MILK", D(4)).quantity,
        lambda: scan_pick(kept.second, number, "MILK", D(4)).quantity,
    )
    assert sum(isinstance(each, Decimal) for each in outcomes) == 1, outcomes
    shipped = two_at_once(
        lambda: ship_picked(kept.keeper, number).number, lambda: ship_picked(kept.second, number).number
    )
    assert sum(isinstance(each, str) for each in shipped) == 1, shipped
    assert kept.balances() == {("supplier", "east", "L1"): (8, 1)}
