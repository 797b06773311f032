"""What arrives of a transfer, by scan: short, more than was sent, twice at once; and goods put into bins."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.put_away_scan import put_away_scan
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.scan_arrival import scan_arrival
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.errors import AlreadyScanned, StockDocumentClosed
from dinghuo.inventory.models import Movement, Stock, UnitCost, Warehouse
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.inventory.queries.unplaced import unplaced
from tests.inventory.conftest import Shop
from tests.inventory.test_stock_documents import balances, receive
from tests.makers.trade import make_organisation, member_of

D = Decimal
SPRING = date(2027, 3, 1)
GTIN = "09521234543213"


def sent(shop: Shop) -> str:
    """Six of A's lot L1 and three of B are on their way from near to far."""
    with acting(shop.system):
        shop.variants["A"].__class__.objects.filter(id=shop.variants["A"].id).update(gtin=GTIN)
    receive(shop, LineEntry("A", D(10), "L1", SPRING), LineEntry("B", D(5)))
    lines = [LineEntry("A", D(6), "L1"), LineEntry("B", D(3))]
    number = open_stock_document(shop.keeper, DocumentEntry("transfer", "near", "far", lines=lines)).number
    submit_stock_document(shop.keeper, number)
    return number


def faults(run) -> list[str]:
    with pytest.raises(Invalid) as wrong:
        run()
    return [f"{fault.path}: {fault.code}" for fault in wrong.value.faults]


def line(shop: Shop, number: str, position: int = 1) -> tuple[int, int, int, int | None]:
    """Quantity, arrived, lost, and what was sent where that differs."""
    with acting(shop.keeper):
        row = stock_document(shop.keeper, number).lines[position - 1]
    return (
        int(row.quantity),
        int(row.done),
        int(row.lost),
        None if row.expected is None else int(row.expected),
    )


def test_each_scan_puts_goods_into_stock(shop: Shop) -> None:
    number = sent(shop)
    carton = f"(01){GTIN}(10)L1(30)4"
    assert scan_arrival(shop.keeper, number, carton).done == 4
    with pytest.raises(AlreadyScanned):
        scan_arrival(shop.keeper, number, carton)
    assert balances(shop, "A")["far", "L1"] == (4, 0)
    assert balances(shop, "A")["transit", "L1"] == (2, 0)
    scan_arrival(shop.keeper, number, "b", D(3))
    done = receive_transfer(shop.keeper, number, {}, finish=True, why="Two were crushed")
    assert done.state == "posted"
    assert line(shop, number) == (6, 4, 2, None)
    assert balances(shop, "A")["transit", "L1"] == (0, 0)
    with pytest.raises(StockDocumentClosed):
        scan_arrival(shop.keeper, number, "B")
    shop.check()


def test_what_is_wrong_is_answered_in_words_and_nothing_arrives(shop: Shop) -> None:
    number, scan = sent(shop), scan_arrival
    keeper = shop.keeper
    assert faults(lambda: scan(keeper, number, "C")) == ["code: not-in-it"]
    assert faults(lambda: scan(keeper, number, "nothing")) == ["code: unknown"]
    assert faults(lambda: scan(keeper, number, f"(01){GTIN}(10)L2")) == ["code: other-lot"]
    assert faults(lambda: scan(keeper, number, "A", D(7))) == ["quantity: too-much"]
    assert faults(lambda: scan(keeper, number, "A", D(-1))) == ["quantity: positive"]
    assert faults(lambda: scan(keeper, number, "A", D("0.5"))) == ["quantity: divided"]
    assert faults(lambda: scan(keeper, number, "A", D(7), more=True)) == ["why: required"]
    assert balances(shop, "A") == {("near", "L1"): (4, 0), ("transit", "L1"): (6, 0)}
    stranger = member_of(shop.system, make_organisation(shop.system, "other"), "inventory.transfer_stock")
    with pytest.raises(NotFound):
        scan(stranger, number, "A")
    with pytest.raises(NotAllowed):
        scan(member_of(shop.system, shop.seller), number, "A")


def test_more_than_was_sent_is_found_with_a_reason(shop: Shop) -> None:
    number = sent(shop)
    scan_arrival(shop.keeper, number, "A", D(5))
    scan_arrival(shop.keeper, number, "A", D(3), more=True, why="Two more lay in the cage")
    assert line(shop, number) == (8, 8, 0, 6)
    # What was never sent was never in transit.
    assert balances(shop, "A") == {("near", "L1"): (4, 0), ("far", "L1"): (8, 0), ("transit", "L1"): (0, 0)}
    with acting(shop.keeper):
        found = Movement.objects.get(kind="adjusted")
        assert (found.on_hand_delta, found.why, found.document_number) == (
            2,
            "Two more lay in the cage",
            number,
        )
    receive_transfer(shop.keeper, number, {2: D(4)}, more=True, why="One more")
    with acting(shop.keeper):
        assert stock_document(shop.keeper, number).document.state == "posted"
    shop.check()


def test_who_may_correct_little_finds_little(shop: Shop) -> None:
    number = sent(shop)
    with acting(shop.system):
        UnitCost.objects.create(
            market_id=shop.system.market_id, owner=shop.seller, variant=shop.variants["A"], cost=D(10)
        )
    clerk = replace(shop.keeper, grants={**shop.keeper.grants, "inventory.adjust_stock": D(15)})
    with pytest.raises(NotAllowed):
        scan_arrival(clerk, number, "A", D(8), more=True, why="More")
    with pytest.raises(NotAllowed):
        scan_arrival(clerk, number, "B", D(4), more=True, why="Nobody knows what it costs")
    assert scan_arrival(clerk, number, "A", D(7), more=True, why="One more").done == 7
    shop.check()


def test_two_receive_the_last_ones_at_once(open_shop: Shop, two_at_once) -> None:
    number = sent(open_shop)
    outcomes = two_at_once(*[lambda: scan_arrival(open_shop.keeper, number, "A", D(4)).done] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["Decimal", "Invalid"]
    assert balances(open_shop, "A")["far", "L1"] == (4, 0)
    open_shop.check()


def test_goods_are_put_into_the_bin_that_was_scanned(shop: Shop) -> None:
    with acting(shop.system):
        Warehouse.objects.filter(id=shop.near.id).update(has_bins=True)
        shop.variants["A"].__class__.objects.filter(id=shop.variants["A"].id).update(gtin=GTIN)
    receive(shop, LineEntry("A", D(10), "L1", SPRING), LineEntry("A", D(2), "L2"), LineEntry("B", D(5)))
    keeper = shop.keeper
    with acting(keeper):
        assert {(row.sku, row.lot) for row in unplaced(keeper)} == {("A", "L1"), ("A", "L2"), ("B", "")}
    assert put_away_scan(keeper, f"(01){GTIN}(10)L1", "A-01").bin == "A-01"
    assert put_away_scan(keeper, "A", " A-02 ", lot="L2").lot == "L2"
    assert put_away_scan(keeper, "B", "A-02", "near").bin == "A-02"
    assert faults(lambda: put_away_scan(keeper, "A", "A-01")) == ["lot: required"]
    assert faults(lambda: put_away_scan(keeper, "A", "A-01", "far")) == ["code: not-there"]
    assert faults(lambda: put_away_scan(keeper, "A", "A-01", lot="L9")) == ["code: not-there"]
    assert faults(lambda: put_away_scan(keeper, "nothing", "A-01")) == ["code: unknown"]
    assert faults(lambda: put_away_scan(keeper, "A", "", "nowhere")) == [
        "warehouse: unknown",
        "bin: required",
    ]
    assert faults(lambda: put_away_scan(keeper, "B", "x" * 31)) == ["bin: too-long"]
    with acting(keeper):
        assert unplaced(keeper) == []
        assert {(row.variant.sku, row.lot, row.bin) for row in Stock.objects.select_related("variant")} == {
            ("A", "L1", "A-01"),
            ("A", "L2", "A-02"),
            ("B", "", "A-02"),
        }
    with pytest.raises(NotAllowed):
        put_away_scan(member_of(shop.system, shop.seller), "A", "A-01")
