"""Stock is held all or nothing by line, first expired first, and never beyond what is there."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount
from dinghuo.inventory.models import Movement, Reservation, Stock, Warehouse
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.lock_supply import lock_supply
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.organisations.queries.today import today
from tests.inventory.conftest import Shop
from tests.makers.trade import stock_of

FAR_OFF = date(2099, 1, 1)


def want(shop: Shop, sku: str, quantity: str, partial: bool = False) -> Want:
    return Want(new_id(), shop.variants[sku].id, shop.seller.id, Decimal(quantity), partial)


def order() -> Document:
    return Document("order", new_id(), "SO-2026-000001")


def reserve(shop: Shop, *wants: Want) -> list[Decimal]:
    with acting(shop.system):
        got = reserve_stock(shop.system, order(), wants)
    return [got[each.line_id] for each in wants]


def test_a_line_gets_all_or_nothing(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5)))
    assert reserve(shop, want(shop, "A", "6")) == [0]
    assert reserve(shop, want(shop, "A", "5")) == [5]
    assert stock_of(shop.system, shop.variants["A"].id) == [("", 5, 5)]


def test_a_partial_line_gets_what_there_is(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5)))
    assert reserve(shop, want(shop, "A", "6", partial=True)) == [5]
    assert reserve(shop, want(shop, "A", "1", partial=True)) == [0]


def test_lines_of_one_variant_take_turns(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(10)))
    got = reserve(
        shop, want(shop, "A", "6"), want(shop, "A", "5"), want(shop, "A", "3"), want(shop, "A", "9", True)
    )
    assert got == [6, 0, 3, 1]
    shop.check()


def test_first_expired_first_then_the_nearer_warehouse(shop: Shop) -> None:
    soon, later = FAR_OFF, FAR_OFF + timedelta(days=30)
    shop.put(
        StockCount("A", Decimal(3), "near", "L2", later),
        StockCount("A", Decimal(3), "far", "L1", soon),
        StockCount("A", Decimal(3), "far", "L2", later),
        StockCount("A", Decimal(3), "near"),
    )
    with acting(shop.system):
        line = want(shop, "A", "11")
        taken = lock_supply(shop.system, {(line.variant_id, line.seller_id)}).take([line])
        keys = {place.id: place.key for place in Warehouse.objects.all()}
    by_lot = {(keys[part.warehouse_id], part.lot): part.quantity for part in taken}
    assert by_lot == {("far", "L1"): 3, ("near", "L2"): 3, ("far", "L2"): 3, ("near", ""): 2}


def test_expired_goods_and_closed_warehouses_are_not_promised(shop: Shop) -> None:
    shop.put(
        StockCount("A", Decimal(3), "near", "old", date(2020, 1, 1)),
        StockCount("A", Decimal(4), "far"),
    )
    variant_id = shop.variants["A"].id
    with acting(shop.system):
        assert available(shop.keeper, [variant_id]) == {(variant_id, shop.seller.id): 4}
        Warehouse.objects.filter(id=shop.far.id).update(is_active=False)
    assert reserve(shop, want(shop, "A", "1")) == [0]


def test_another_sellers_stock_is_not_touched(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(3)))
    other = Want(new_id(), shop.variants["A"].id, shop.system.market_id, Decimal(1))
    assert reserve(shop, other) == [0]


def test_reserving_writes_a_hold_and_a_movement(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5), "near"), StockCount("A", Decimal(5), "far"))
    line = want(shop, "A", "7")
    document = order()
    with acting(shop.keeper):
        reserve_stock(shop.keeper, document, [line])
        held = (
            Reservation.objects.filter(line_id=line.line_id)
            .order_by("-quantity")
            .values_list("quantity", flat=True)
        )
        assert list(held) == [5, 2]
        moves = Movement.objects.filter(line_id=line.line_id, kind="reserved")
        assert {(m.document_number, m.person_name, m.reserved_delta) for m in moves} == {
            (document.number, "Li Na", Decimal(5)),
            (document.number, "Li Na", Decimal(2)),
        }
        reserve_stock(
            shop.keeper, document, [Want(line.line_id, line.variant_id, line.seller_id, Decimal(1))]
        )
        assert sum(Reservation.objects.filter(line_id=line.line_id).values_list("quantity", flat=True)) == 8
    shop.check()


@pytest.mark.parametrize("lines", [1, 300])
def test_any_number_of_lines_takes_two_statements(shop: Shop, lines: int) -> None:
    shop.put(StockCount("A", Decimal(1000)), StockCount("B", Decimal(1000)))
    skus = ["A", "B", "C"]
    wants = [want(shop, skus[i % 3], "1") for i in range(lines)]
    # What the program itself acts for has its zone asked for once.
    today(shop.system)
    with acting(shop.system), CaptureQueriesContext(connection) as statements:
        reserve_stock(shop.system, order(), wants)
    assert len(statements) == 2


def test_two_at_once_never_oversell(open_shop: Shop, two_at_once) -> None:
    shop = open_shop
    shop.put(
        *(
            StockCount(sku, Decimal(quantity), place, lot)
            for sku, quantity in (("A", 7), ("B", 11))
            for place in ("near", "far")
            for lot in ("", "L1")
        )
    )
    turn = count()

    def buy() -> Decimal:
        # Half of them ask for the articles in the other order, as two carts would.
        skus = ["A", "B"] if next(turn) % 2 else ["B", "A"]
        bought = Decimal(0)
        for _ in range(12):
            with acting(shop.system):
                wants = [want(shop, sku, "2", partial=sku == "B") for sku in skus]
                bought += sum(reserve_stock(shop.system, order(), wants).values())
        return bought

    outcomes = two_at_once(*[buy] * 6)
    assert all(isinstance(each, Decimal) for each in outcomes), outcomes
    # 28 of A in twos, 44 of B to the last one.
    assert sum(outcomes) == 28 + 44
    with acting(shop.system):
        assert all(s.on_hand == s.reserved for s in Stock.objects.all())
    shop.check()
