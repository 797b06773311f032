"""A seller sees its own balances, page by page, what happened to them and what runs low."""

from decimal import Decimal

import pytest

from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount
from dinghuo.inventory.actions.set_reorder_points import set_reorder_points
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.differences import differences
from dinghuo.inventory.queries.low_stock import low_stock, low_stock_count
from dinghuo.inventory.queries.movements import movements
from dinghuo.inventory.queries.stock_lines import stock_grid, stock_of
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from tests.inventory.conftest import Shop
from tests.makers.trade import make_organisation, member_of


def test_the_grid_pages_without_losing_a_row(shop: Shop) -> None:
    shop.put(
        *(
            StockCount(sku, Decimal(1), place, lot)
            for sku in "ABC"
            for place in ("near", "far")
            for lot in "xy"
        )
    )
    rows, after = [], None
    with acting(shop.keeper):
        for _ in range(10):
            page = stock_grid(shop.keeper, after=after, limit=5)
            rows += [(line.sku, line.warehouse, line.lot) for line in page.items]
            if page.next is None:
                break
            after = page.next
        assert rows == sorted(rows)
        assert len(set(rows)) == 12
        assert [line.sku for line in stock_grid(shop.keeper, search="B", warehouse="far").items] == ["B", "B"]
        assert len(stock_grid(shop.keeper, search="goods c").items) == 4
        with pytest.raises(Invalid):
            stock_grid(shop.keeper, after="nonsense")


def test_others_see_nothing_of_it(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(1)))
    rival = member_of(shop.system, make_organisation(shop.system, "rival"), "inventory.see_stock")
    with acting(rival):
        assert stock_grid(rival).items == []
        assert movements(rival, "A").items == []
        with pytest.raises(NotFound):
            stock_of(rival, "A")
    nobody = member_of(shop.system, shop.seller)
    with acting(nobody), pytest.raises(NotAllowed):
        stock_grid(nobody)


def test_movements_newest_first(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5)))
    with acting(shop.keeper):
        want = Want(new_id(), shop.variants["A"].id, shop.seller.id, Decimal(2))
        reserve_stock(shop.keeper, Document("order", new_id(), "SO-7"), [want])
        first = movements(shop.keeper, "A", limit=1)
        assert [(each.kind, each.reserved_delta, each.document_number) for each in first.items] == [
            ("reserved", 2, "SO-7")
        ]
        second = movements(shop.keeper, "A", after=first.next)
        assert [each.kind for each in second.items] == ["counted"]
        assert second.next is None


def test_low_is_what_is_available_below_the_point(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5)), StockCount("B", Decimal(50)))
    set_reorder_points(shop.keeper, {"A": Decimal(6), "B": Decimal(6), "C": Decimal(1)})
    with acting(shop.keeper):
        assert [(each.sku, each.available) for each in low_stock(shop.keeper)] == [("C", 0), ("A", 5)]
        assert low_stock_count(shop.keeper) == 2
        variants = [variant.id for variant in shop.variants.values()]
        assert len(available(shop.keeper, variants, shop.seller.id)) == 2
        assert available(shop.keeper, variants, shop.system.market_id) == {}


def test_what_is_in_a_closed_place_is_nobodys_to_promise(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5), "near"), StockCount("A", Decimal(3), "far"))
    with acting(shop.system):
        Warehouse.objects.filter(id=shop.far.id).update(is_active=False)
    with acting(shop.keeper):
        lines = {
            line.warehouse: (line.open, line.on_hand, line.available) for line in stock_of(shop.keeper, "A")
        }
    assert lines == {"near": (True, 5, 5), "far": (False, 3, 0)}


def test_reorder_points_tell_every_fault(shop: Shop) -> None:
    with pytest.raises(Invalid) as fault:
        set_reorder_points(shop.keeper, {"A": Decimal(-1), "nothing": Decimal(1)})
    assert {each.code for each in fault.value.faults} == {"not-negative", "unknown"}


def test_a_wrong_balance_is_named(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5)))
    with acting(shop.keeper):
        Stock.objects.update(on_hand=6)
        [difference] = differences(shop.keeper)
        assert (difference.on_hand, difference.moved_on_hand) == (6, 5)
