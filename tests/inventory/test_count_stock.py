"""Counts set what is on hand, never below what is promised, all of them or none."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.errors import OnHandBelowReserved
from dinghuo.inventory.models import Movement, Stock, StockDocumentLine
from dinghuo.inventory.queries.stock_documents import stock_document, stock_documents
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from tests.inventory.conftest import Shop
from tests.makers.trade import make_organisation, make_variants, make_warehouse, member_of, stock_of


def count(shop: Shop, *counts: StockCount):
    return count_stock(shop.keeper, counts)


def reserve(shop: Shop, sku: str, quantity: int) -> None:
    with acting(shop.keeper):
        want = Want(new_id(), shop.variants[sku].id, shop.seller.id, Decimal(quantity))
        assert reserve_stock(shop.keeper, Document("order", new_id()), [want]) == {want.line_id: quantity}


def codes(fault: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(each.path, each.code) for each in fault.value.faults}


def test_a_count_sets_the_balance_and_says_what_changed(shop: Shop) -> None:
    count(shop, StockCount("A", Decimal("12"), "far", "L1", date(2099, 1, 1)))
    [line] = count(shop, StockCount("A", Decimal(10), "far", "L1"))
    assert (line.sku, line.warehouse, line.lot, line.on_hand, line.reserved) == ("A", "far", "L1", 10, 0)
    assert line.available == 10
    assert line.expires == date(2099, 1, 1)
    with acting(shop.keeper):
        deltas = (
            Movement.objects.filter(kind="counted").order_by("id").values_list("on_hand_delta", flat=True)
        )
        assert list(deltas) == [Decimal("12"), Decimal("-2")]
        assert EventRow.objects.filter(kind="stock.counted", subject_id=shop.far.id).count() == 2
    shop.check()


def test_without_a_warehouse_it_is_the_first(shop: Shop) -> None:
    [line] = count(shop, StockCount("A", Decimal(1)))
    assert line.warehouse == "near"


def test_the_same_count_again_changes_nothing(shop: Shop) -> None:
    for _ in range(2):
        count(shop, StockCount("A", Decimal(3)))
    with acting(shop.keeper):
        assert Movement.objects.count() == 1


def test_every_movement_names_its_paper_and_the_person(shop: Shop) -> None:
    count(shop, StockCount("A", Decimal(3)), StockCount("B", Decimal(4)))
    count_stock(
        shop.keeper,
        [StockCount("A", Decimal(3)), StockCount("B", Decimal(1)), StockCount("C", Decimal(9), "far", "L1")],
        "Monday",
    )
    with acting(shop.keeper):
        moved = list(Movement.objects.order_by("id").select_related("stock__variant"))
        papers = {paper.number: paper for paper in stock_documents(shop.keeper, "count").items}
        assert len(papers) == 3
        for each in moved:
            paper = papers[each.document_number]
            assert (each.document_kind, each.document_id, each.person_name) == ("count", paper.id, "Li Na")
            assert (paper.state, paper.made_by_name, paper.submitted_by_name) == ("posted", "Li Na", "Li Na")
            line = StockDocumentLine.objects.get(id=each.line_id)
            assert (line.document_id, line.variant_id) == (paper.id, each.stock.variant_id)
            assert line.quantity - line.expected == each.on_hand_delta
        near, far = (papers[each.document_number] for each in moved[2:])
        assert [(near.warehouse.key, near.why), (far.warehouse.key, far.why)] == [
            ("near", "Monday"),
            ("far", "Monday"),
        ]
        # What was found as the book has it needs no paper.
        [line] = stock_document(shop.keeper, near.number).lines
        assert (line.variant.sku, line.expected, line.quantity) == ("B", 4, 1)
    count(shop, StockCount("A", Decimal(3)))
    with acting(shop.keeper):
        assert len(stock_documents(shop.keeper).items) == 3
    shop.check()


def test_a_refused_count_leaves_no_paper(shop: Shop) -> None:
    count(shop, StockCount("A", Decimal(5)))
    reserve(shop, "A", 4)
    with pytest.raises(OnHandBelowReserved):
        count(shop, StockCount("A", Decimal(3)))
    with acting(shop.keeper):
        assert len(stock_documents(shop.keeper).items) == 1


def test_below_what_is_promised_is_refused_and_nothing_is_set(shop: Shop) -> None:
    count(shop, StockCount("A", Decimal(5)))
    reserve(shop, "A", 4)
    with pytest.raises(OnHandBelowReserved) as refused:
        count(shop, StockCount("B", Decimal(9)), StockCount("A", Decimal(3)))
    assert refused.value.lines == [{"sku": "A", "lot": "", "reserved": "4"}]
    assert stock_of(shop.system, shop.variants["A"].id) == [("", 5, 4)]
    assert stock_of(shop.system, shop.variants["B"].id) == []
    count(shop, StockCount("A", Decimal(4)))


def test_every_fault_at_once(shop: Shop) -> None:
    with pytest.raises(Invalid) as fault:
        count(
            shop,
            StockCount("nothing", Decimal(1)),
            StockCount("A", Decimal(-1)),
            StockCount("A", Decimal("NaN")),
            StockCount("A", Decimal("0.1234567")),
            StockCount("A", Decimal(1), "elsewhere"),
            StockCount("B", Decimal(1)),
            StockCount("B", Decimal(2)),
        )
    assert codes(fault) == {
        ("counts.0.sku", "unknown"),
        ("counts.1.on_hand", "not-negative"),
        ("counts.2.on_hand", "not-negative"),
        ("counts.3.on_hand", "precision"),
        ("counts.4.warehouse", "unknown"),
        ("counts.5.sku", "twice"),
        ("counts.6.sku", "twice"),
    }


def test_a_lot_has_one_expiry_date(shop: Shop) -> None:
    count(shop, StockCount("A", Decimal(1), lot="L1", expires=date(2099, 1, 1)))
    with pytest.raises(Invalid) as fault:
        count(shop, StockCount("A", Decimal(1), lot="L1", expires=date(2099, 2, 2)))
    assert codes(fault) == {("counts.0.expires", "other-date")}


def test_a_date_that_becomes_known_counts_wherever_the_lot_lies(shop: Shop) -> None:
    count(shop, StockCount("A", Decimal(1), "far", "L1"))
    count(shop, StockCount("A", Decimal(1), "near", "L1", date(2020, 1, 1)))
    with acting(shop.keeper):
        dates = Stock.objects.filter(market_id=shop.system.market_id, lot="L1").values_list(
            "expires", flat=True
        )
        assert list(dates) == [date(2020, 1, 1)] * 2


def test_somebody_elses_warehouse_is_unknown(shop: Shop) -> None:
    rival = make_organisation(shop.system, "rival")
    make_warehouse(shop.system, rival, "theirs")
    with pytest.raises(Invalid) as fault:
        count(shop, StockCount("A", Decimal(1), "theirs"))
    assert codes(fault) == {("counts.0.warehouse", "unknown")}


def test_it_needs_the_grant(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        count_stock(member_of(shop.system, shop.seller, "inventory.see_stock"), [StockCount("A", Decimal(1))])


def test_the_operator_counts_anywhere(shop: Shop) -> None:
    operator = make_organisation(shop.system, "house", "operator")
    actor = member_of(shop.system, operator, "inventory.count_stock", scope="market")
    [line] = count_stock(actor, [StockCount("A", Decimal(2), "far")])
    assert line.owner_id == shop.seller.id


@pytest.mark.parametrize("number", [1, 200])
def test_statements_do_not_grow_with_counts(shop: Shop, number: int) -> None:
    skus = list(make_variants(shop.system, [f"S{i}" for i in range(number)]))
    with CaptureQueriesContext(connection) as statements:
        count(shop, *(StockCount(sku, Decimal(1)) for sku in skus))
    # The savepoint, the context and back, articles, warehouses, balances, counts, costs, the paper and its lines,
    # movements, the event, the answer.
    assert len(statements) <= 15


def test_a_count_and_an_order_at_once(open_shop: Shop, two_at_once) -> None:
    shop = open_shop
    count(shop, StockCount("A", Decimal(10)), StockCount("B", Decimal(10)))

    def recount():
        for quantity in (6, 5, 4):
            count(shop, StockCount("B", Decimal(quantity)), StockCount("A", Decimal(quantity)))

    def order():
        for _ in range(3):
            reserve(shop, "A", 1)
            reserve(shop, "B", 1)

    outcomes = two_at_once(recount, order)
    assert outcomes == [None, None]
    assert stock_of(shop.system, shop.variants["A"].id) == [("", 4, 3)]
    shop.check()


def test_what_comes_whole_is_not_counted_in_parts(shop: Shop) -> None:
    with pytest.raises(Invalid) as refused:
        count(shop, StockCount("A", Decimal("12.5"), "far", "L1"))
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [("counts.0.on_hand", "divided")]
