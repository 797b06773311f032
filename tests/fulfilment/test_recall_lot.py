"""A recalled lot stops at once, orders get other goods where there are any, and everybody concerned is found."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.lift_recall import lift_recall
from dinghuo.fulfilment.actions.recall_lot import recall_lot
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.errors import NotRecalled
from dinghuo.fulfilment.queries.recalls import customers_of_lot, recalled_goods, recalls
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.errors import LotRecalled
from dinghuo.inventory.models import Reservation, Stock
from dinghuo.inventory.queries.available import available
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import OrderLine
from tests.fulfilment.test_lot_trace import order, receive, trade
from tests.makers import World, make_actor, make_organisation, make_world


def held(world: World, number: str) -> dict[str, int]:
    with acting(world.system):
        lines = OrderLine.objects.filter(order__number=number).values_list("id", flat=True)
        rows = Reservation.objects.filter(line_id__in=list(lines), quantity__gt=0)
        return {lot: int(part) for lot, part in rows.values_list("stock__lot", "quantity")}


def counters(world: World, number: str) -> tuple[int, int, int]:
    """Allocated, on back-order, held."""
    with acting(world.system):
        line = OrderLine.objects.get(order__number=number)
        return int(line.allocated), int(line.backordered), int(line.held)


def check(world: World) -> None:
    with acting(world.system):
        assert verify_books(world.system) == []


def test_orders_get_other_lots_and_the_rest_is_on_back_order(db: None) -> None:
    world = make_world()
    water, keeper = trade(world)
    first, second = order(world, 8), order(world, 6)
    for number in (first, second):
        confirm_order(keeper, number)
    assert held(world, first) == {"OLD": 8}
    assert held(world, second) == {"OLD": 2, "NEW": 4}
    recall_lot(keeper, "WATER", "OLD", "Glass in a bottle")
    # Six of the new lot were free: who ordered first gets them, the second order keeps what it has of the new lot.
    assert held(world, first) == {"NEW": 6}
    assert held(world, second) == {"NEW": 4}
    assert counters(world, first) == (6, 2, 6)
    assert counters(world, second) == (4, 2, 4)
    with acting(world.system):
        told = EventRow.objects.filter(kind="order.short").values_list("subject_number", flat=True)
        assert sorted(told) == [first, second]
        assert available(world.system, [water.id]) == {}
        assert Stock.objects.get(lot="OLD").reserved == 0
    check(world)
    with pytest.raises(OutOfStock):
        order(world, 1)
    sent = ship_order(keeper, first)
    with acting(world.system):
        assert [part["lot"] for part in sent.lines.get().taken] == ["NEW"]
    check(world)


def test_only_lots_fresh_enough_replace_it(db: None) -> None:
    world = make_world()
    _water, keeper = trade(world)
    number = order(world, 6)
    confirm_order(keeper, number)
    set_life_rules(keeper, [LifeRuleEntry(world.buyer.code, min_percent=90)])
    recall_lot(keeper, "WATER", "OLD", "Glass")
    assert held(world, number) == {}
    assert counters(world, number) == (0, 6, 0)
    check(world)


def test_who_has_got_of_it_is_found(db: None) -> None:
    world = make_world()
    _water, keeper = trade(world)
    number = order(world, 7)
    confirm_order(keeper, number)
    sent = ship_order(keeper, number)
    buyer = make_actor(world.buyer, ["fulfilment.see_shipments", "fulfilment.receive_shipment"], "Li Na")
    lot = recall_lot(keeper, "WATER", "OLD", "Glass in a bottle")
    with acting(buyer):
        (goods,) = recalled_goods(buyer)
        assert (goods.sku, goods.lot, goods.quantity, goods.why) == ("WATER", "OLD", 7, "Glass in a bottle")
        assert [(part.shipment, part.order) for part in goods.parts] == [(sent.number, number)]
    stranger = make_organisation(world.market.id, "buyer")
    other = make_actor(stranger, ["fulfilment.see_shipments"], "He Jun")
    with acting(other):
        assert recalled_goods(other) == []
    with acting(world.system):
        assert [row.buyer_id for row in customers_of_lot(world.system, lot.id)] == [world.buyer.id]
    with acting(keeper):
        assert [each.lot for each in recalls(keeper)] == ["OLD"]
        with pytest.raises(NotAllowed):
            customers_of_lot(other, lot.id)


def test_it_can_not_come_in_nor_be_named_on_a_shipment(db: None) -> None:
    world = make_world()
    _water, keeper = trade(world)
    number = order(world, 4)
    confirm_order(keeper, number)
    recall_lot(keeper, "WATER", "OLD", "Glass")
    with pytest.raises(LotRecalled, match="can't come in"):
        receive(keeper, "WATER", "OLD", 3, 20)
    with pytest.raises(LotRecalled, match="Put it aside"):
        ship_order(keeper, number, [LineShipment(1, Decimal(4), lot="OLD")])
    with pytest.raises(LotRecalled, match="already"):
        recall_lot(keeper, "WATER", "OLD", "Again")
    check(world)


def test_lifted_it_may_be_sold_again(db: None) -> None:
    world = make_world()
    water, keeper = trade(world)
    recall_lot(keeper, "WATER", "OLD", "Glass")
    lift_recall(keeper, "WATER", "OLD", "It was the carton beside it")
    with acting(keeper):
        assert recalls(keeper) == []
        assert available(keeper, [water.id]) == {(water.id, world.supplier.id): 20}
        assert EventRow.objects.filter(kind="lot.recall_lifted").count() == 1
    assert held(world, order(world, 3)) == {"OLD": 3}
    with pytest.raises(NotRecalled):
        lift_recall(keeper, "WATER", "OLD", "Again")
    check(world)


def test_rights_faults_and_other_houses(db: None) -> None:
    world = make_world()
    _water, keeper = trade(world)
    with pytest.raises(NotAllowed):
        recall_lot(make_actor(world.supplier, ["inventory.see_stock"], "Wu"), "WATER", "OLD", "Glass")
    stranger = make_actor(make_organisation(world.market.id, "supplier"), ["inventory.recall_lot"])
    with pytest.raises(NotFound):
        recall_lot(stranger, "WATER", "OLD", "Glass")
    with pytest.raises(NotFound):
        recall_lot(keeper, "WATER", "", "Glass")
    with pytest.raises(Invalid) as refused:
        recall_lot(keeper, "WATER", "OLD", " ")
    assert refused.value.faults[0].path == "why"
    with acting(world.system):
        assert not EventRow.objects.filter(kind="lot.recalled").exists()
