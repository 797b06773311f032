"""From a lot to every customer and back; and who gets which lot."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import today
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.fulfilment.queries.lot_trace import lot_trace
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from tests.makers import World, make_actor, make_goods, make_organisation, make_world

DAY = timedelta(days=1)


def receive(keeper, sku: str, lot: str, quantity: int, left: int) -> None:
    day = today(keeper.time_zone)
    line = LineEntry(sku, Decimal(quantity), lot, day + left * DAY, made=day - (100 - left) * DAY)
    number = open_stock_document(keeper, DocumentEntry("receipt", lines=[line])).number
    submit_stock_document(keeper, number)


def trade(world: World):
    """A seller whose water lies there in an old and a new lot, and its keeper."""
    water = make_goods(world.supplier, "WATER", stock=1)
    keeper = make_actor(world.supplier, [*STOCK, *ORDERING, "fulfilment.ship_order"], "Wu")
    count_stock(keeper, [StockCount("WATER", Decimal(0))])
    receive(keeper, "WATER", "OLD", 10, 20)
    receive(keeper, "WATER", "NEW", 10, 80)
    return water, keeper


def order(world: World, quantity: int) -> str:
    rows = [LineRequest("WATER", Decimal(quantity))]
    return place_order(world.purchaser(), OrderRequest(lines=rows, payment_method="credit")).orders[0].number


def test_from_a_lot_to_its_customers(db: None) -> None:
    world = make_world()
    _water, keeper = trade(world)
    number = order(world, 12)
    confirm_order(keeper, number)
    sent = ship_order(keeper, number)
    with acting(keeper):
        old, new = lot_trace(keeper, "WATER", "OLD"), lot_trace(keeper, "WATER", "NEW")
        assert [(part.shipment, part.buyer_id, part.quantity) for part in old.sent] == [
            (sent.number, world.buyer.id, 10)
        ]
        assert [part.quantity for part in new.sent] == [2]
        assert old.balances == []
        assert [line.on_hand for line in new.balances] == [8]
        assert [quantity for _at, _number, quantity in old.arrived] == [10]
        assert old.facts is not None
        with pytest.raises(NotFound):
            lot_trace(keeper, "WATER", "NONE")
    stranger = make_actor(make_organisation(world.market.id, "supplier"), [*STOCK])
    with acting(stranger), pytest.raises(NotFound):
        lot_trace(stranger, "WATER", "OLD")


def test_the_old_lot_skips_who_asks_for_fresh_goods(db: None) -> None:
    world = make_world()
    _water, keeper = trade(world)
    set_life_rules(keeper, [LifeRuleEntry(world.buyer.code, min_percent=60)])
    number = order(world, 6)
    confirm_order(keeper, number)
    ship_order(keeper, number)
    with acting(keeper):
        assert lot_trace(keeper, "WATER", "OLD").sent == []
        assert [part.quantity for part in lot_trace(keeper, "WATER", "NEW").sent] == [6]
    # Four of the new lot are left; the ten of the old one aren't this customer's to have.
    with pytest.raises(OutOfStock) as refused:
        order(world, 6)
    assert refused.value.lines[0]["available"] == "4"
    second = order(world, 4)
    # The rule becomes stricter while the order waits: what it holds already must be fresh enough as well.
    set_life_rules(keeper, [LifeRuleEntry(world.buyer.code, min_percent=90)])
    with pytest.raises(OutOfStock, match="fresh"):
        confirm_order(keeper, second)
    with acting(world.system):
        assert verify_books(world.system) == []
