"""What is held is given up or sent off, to the last unit, with its movements."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount
from dinghuo.inventory.errors import NotReserved, NotShipped
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.release_stock import release_stock
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.inventory.steps.return_stock import return_stock
from dinghuo.inventory.steps.ship_stock import ship_stock
from tests.inventory.conftest import Shop
from tests.makers.trade import stock_of

EARLY, LATE = date(2099, 1, 1), date(2099, 6, 1)
ORDER = Document("order", new_id(), "SO-2026-000001")
SHIPMENT = Document("shipment", new_id(), "SH-2026-000001")


def held_line(shop: Shop, quantity: int = 7):
    """A line that holds 5 of the early lot and the rest of the late one."""
    shop.put(StockCount("A", Decimal(5), "near", "E", EARLY), StockCount("A", Decimal(5), "near", "L", LATE))
    line_id = new_id()
    with acting(shop.keeper):
        want = Want(line_id, shop.variants["A"].id, shop.seller.id, Decimal(quantity))
        assert reserve_stock(shop.keeper, ORDER, [want]) == {line_id: quantity}
    return line_id


def book(shop: Shop) -> list[tuple[str, Decimal, Decimal]]:
    shop.check()
    return stock_of(shop.system, shop.variants["A"].id)


def test_release_gives_up_what_keeps_longest(shop: Shop) -> None:
    line_id = held_line(shop)
    with acting(shop.keeper):
        release_stock(shop.keeper, ORDER, {line_id: Decimal(3)})
        assert book(shop) == [("E", 5, 4), ("L", 5, 0)]
        release_stock(shop.keeper, ORDER, {line_id: Decimal(4)})
        assert book(shop) == [("E", 5, 0), ("L", 5, 0)]


def test_release_of_more_than_is_held_is_refused(shop: Shop) -> None:
    line_id = held_line(shop)
    with acting(shop.keeper):
        with pytest.raises(NotReserved) as refused, acting(shop.keeper):
            release_stock(shop.keeper, ORDER, {line_id: Decimal(8)})
        assert refused.value.lines == [{"line": str(line_id)}]
        assert book(shop) == [("E", 5, 5), ("L", 5, 2)]


def test_ship_sends_what_expires_first_and_tells_the_lots(shop: Shop) -> None:
    line_id = held_line(shop)
    with acting(shop.keeper):
        shipped = ship_stock(shop.keeper, SHIPMENT, {line_id: Decimal(6)})
        assert {(part.lot, part.expires, part.quantity) for part in shipped} == {
            ("E", EARLY, 5),
            ("L", LATE, 1),
        }
        assert book(shop) == [("E", 0, 0), ("L", 4, 1)]


def test_what_is_not_reserved_is_not_shipped(shop: Shop) -> None:
    line_id = held_line(shop)
    with acting(shop.keeper):
        with pytest.raises(NotReserved), acting(shop.keeper):
            ship_stock(shop.keeper, SHIPMENT, {line_id: Decimal(8)})
        with pytest.raises(NotReserved), acting(shop.keeper):
            ship_stock(shop.keeper, SHIPMENT, {new_id(): Decimal(1)})
        assert book(shop) == [("E", 5, 5), ("L", 5, 2)]


def test_return_goes_back_where_it_came_from(shop: Shop) -> None:
    line_id = held_line(shop)
    with acting(shop.keeper):
        ship_stock(shop.keeper, SHIPMENT, {line_id: Decimal(7)})
        back = return_stock(shop.keeper, SHIPMENT, {line_id: Decimal(6)})
        assert sum(part.quantity for part in back) == 6
        with pytest.raises(NotShipped), acting(shop.keeper):
            return_stock(shop.keeper, SHIPMENT, {line_id: Decimal(2)})
        return_stock(shop.keeper, SHIPMENT, {line_id: Decimal(1)})
        assert book(shop) == [("E", 5, 0), ("L", 5, 0)]


@pytest.mark.parametrize("lines", [1, 200])
def test_statements_do_not_grow_with_lines(shop: Shop, lines: int) -> None:
    shop.put(StockCount("A", Decimal(500)), StockCount("B", Decimal(500)))
    wants = [Want(new_id(), shop.variants["AB"[i % 2]].id, shop.seller.id, Decimal(2)) for i in range(lines)]
    ones = {each.line_id: Decimal(1) for each in wants}
    with acting(shop.keeper):
        reserve_stock(shop.keeper, ORDER, wants)
        with CaptureQueriesContext(connection) as statements:
            release_stock(shop.keeper, ORDER, ones)
            ship_stock(shop.keeper, SHIPMENT, ones)
            return_stock(shop.keeper, SHIPMENT, ones)
    assert len(statements) == 9


def test_two_shipments_of_the_same_goods(open_shop: Shop, two_at_once) -> None:
    shop = open_shop
    line_id = held_line(shop, 10)

    def ship():
        with acting(shop.keeper):
            return ship_stock(shop.keeper, SHIPMENT, {line_id: Decimal(6)})

    outcomes = two_at_once(ship, ship)
    assert sum(isinstance(each, NotReserved) for each in outcomes) == 1
    with acting(shop.keeper):
        assert sum(on_hand for _, on_hand, _ in book(shop)) == 4
