"""What is past its day is found page by page, and put on a scrap document that somebody looks at."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import today
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.cancel_stock_document import cancel_stock_document
from dinghuo.inventory.actions.count_stock import StockCount
from dinghuo.inventory.actions.propose_scrap import propose_scrap
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.errors import NothingInDocument
from dinghuo.inventory.queries.expiring import expiring, expiry_counts
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from tests.inventory.conftest import Shop
from tests.makers.trade import member_of


def day(left: int) -> date:
    return today("Asia/Shanghai") + timedelta(days=left)


def stocked(shop: Shop) -> None:
    """Two lots past their day in the near warehouse, one in the far one; three that run out, in 10, 20 and 80 days."""
    shop.put(
        StockCount("A", Decimal(5), "near", "P1", day(-3)),
        StockCount("B", Decimal(6), "near", "P2", day(-1)),
        StockCount("A", Decimal(7), "far", "P3", day(-2)),
        StockCount("A", Decimal(1), "near", "S1", day(10)),
        StockCount("B", Decimal(2), "near", "S2", day(20)),
        StockCount("C", Decimal(3), "far", "S3", day(80)),
        StockCount("C", Decimal(4), "far", "L", day(300)),
    )


def test_what_runs_out_is_told_by_how_soon(shop: Shop) -> None:
    stocked(shop)
    with acting(shop.keeper):
        counts = expiry_counts(shop.keeper)
        assert (counts.past, counts.within) == (3, (1, 2, 2, 3))
        first = expiring(shop.keeper, limit=2)
        rest = expiring(shop.keeper, after=first.next, limit=2)
        assert [row.line.lot for row in (*first.items, *rest.items)] == ["S1", "S2", "S3"]
        assert [row.markdown for row in first.items] == [50, 30]
        assert [row.line.lot for row in expiring(shop.keeper, past=True).items] == ["P1", "P3", "P2"]
        assert expiry_counts(shop.keeper, "other/").past == 0
    stranger = member_of(shop.system, shop.seller)
    with acting(stranger), pytest.raises(NotAllowed):
        expiring(stranger)


def test_it_is_proposed_once_and_booked_by_a_person(shop: Shop) -> None:
    stocked(shop)
    number = propose_scrap(shop.keeper, "near").number
    with acting(shop.keeper):
        lines = [(line.lot, line.quantity) for line in stock_document(shop.keeper, number).lines]
    assert lines == [("P1", 5), ("P2", 6)]
    with pytest.raises(NothingInDocument):
        propose_scrap(shop.keeper, "near")
    cancel_stock_document(shop.keeper, number)
    again = propose_scrap(shop.keeper, "near").number
    assert submit_stock_document(shop.keeper, again).state == "posted"
    with acting(shop.keeper):
        assert [row.line.lot for row in expiring(shop.keeper, past=True).items] == ["P3"]
    shop.check()


def test_what_is_promised_is_left_alone(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5), "near", "P1", day(0)))
    with acting(shop.keeper):
        want = Want(new_id(), shop.variants["A"].id, shop.seller.id, Decimal(2))
        reserve_stock(shop.keeper, Document("order", new_id()), [want])
    with pytest.raises(NothingInDocument):
        propose_scrap(shop.keeper, "near")
    with pytest.raises(NotFound):
        propose_scrap(shop.keeper, "nowhere")
    with pytest.raises(NotAllowed):
        propose_scrap(member_of(shop.system, shop.seller), "near")
