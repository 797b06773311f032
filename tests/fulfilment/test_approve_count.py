"""A count finds less than is promised: who ordered last goes without, and everybody concerned hears of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.approve_count import approve_count
from dinghuo.fulfilment.rules.releases import Claim, released
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.adjust_stock import adjust_stock
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.set_stock_line import LineChange, set_stock_line
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.errors import OwnStockDocument, StockDocumentClosed
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.inventory.rules.holds import Hold
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import OrderLine
from tests.makers import make_actor
from tests.ordering.placed import Placed


def keeper(placed, name: str = "Wu") -> Actor:
    return make_actor(placed.world.supplier, [*STOCK, "ordering.view_orders"], name)


def count(placed, actor: Actor, *found: int, blind: bool = True) -> str:
    number = open_stock_document(actor, DocumentEntry("count", why="Year's end", blind=blind)).number
    for line, quantity in zip(placed.lines, found, strict=False):
        set_stock_line(actor, number, LineEntry(line.sku, Decimal(quantity)))
    return number


def quantities(placed) -> list[tuple[int, int, int]]:
    """Allocated, on back-order, held of each line."""
    with acting(placed.world.system):
        rows = OrderLine.objects.filter(order=placed.order).order_by("position")
        return [tuple(map(int, row)) for row in rows.values_list("allocated", "backordered", "held")]


def check(placed) -> None:
    with acting(placed.world.system):
        assert verify_books(placed.world.system) == []


def test_a_loss_below_what_is_promised(confirmed) -> None:
    wu = keeper(confirmed)
    number = count(confirmed, wu, 60)
    assert submit_stock_document(wu, number).state == "waiting"
    assert confirmed.stock == [(500, 100), (500, 10)]
    assert approve_count(keeper(confirmed, "Boss"), number).state == "posted"
    assert confirmed.stock == [(60, 60), (500, 10)]
    assert quantities(confirmed) == [(60, 40, 60), (10, 0, 10)]
    with acting(confirmed.world.system):
        event = EventRow.objects.get(kind="order.short")
        assert event.subject_number == confirmed.number
        assert event.data["lines"][0]["quantity"] == "40"
        assert event.data["document"] == number
    check(confirmed)
    with pytest.raises(StockDocumentClosed):
        approve_count(keeper(confirmed, "Boss"), number)


def test_who_ordered_last_goes_without_first(confirmed) -> None:
    with acting(confirmed.world.system):
        (line, _other) = confirmed.lines
    rows = [LineRequest(line.sku, Decimal(50))]
    request = OrderRequest(lines=rows, payment_method="credit")
    later = Placed(confirmed.world, place_order(confirmed.world.purchaser(), request).orders[0].number)
    wu = keeper(confirmed)
    number = count(confirmed, wu, 120)
    submit_stock_document(wu, number)
    approve_count(keeper(confirmed, "Boss"), number)
    assert quantities(confirmed)[0] == (100, 0, 100)
    assert quantities(later)[0][2] == 20
    check(confirmed)


def test_urgent_orders_keep_what_they_have_longest() -> None:
    stock, early = new_id(), datetime(2026, 11, 1, tzinfo=UTC)

    def claim(quantity: int, days: int, urgent: bool = False) -> Claim:
        return Claim(Hold(new_id(), stock, Decimal(quantity)), new_id(), early + timedelta(days), urgent)

    old, new, urgent = claim(5, 0), claim(5, 1), claim(5, 2, urgent=True)
    given = released([old, urgent, new], {stock: Decimal(12)})
    assert [(each, int(part)) for each, part in given] == [(new, 5), (old, 5), (urgent, 2)]
    assert released([old], {stock: Decimal(0)}) == []


def test_a_count_of_yesterday_leaves_alone_what_moved_since(confirmed) -> None:
    wu = keeper(confirmed)
    number = open_stock_document(wu, DocumentEntry("count", blind=True)).number
    sku = confirmed.lines[0].sku
    before = now()
    adjust_stock(wu, sku, Decimal(-30), "own use")
    set_stock_line(wu, number, LineEntry(sku, Decimal(498)), counted_at=before)
    submit_stock_document(wu, number)
    with acting(wu):
        assert stock_document(wu, number).lines[0].expected == 500
    approve_count(keeper(confirmed, "Boss"), number)
    assert confirmed.stock[0] == (468, 100)
    check(confirmed)
    late = open_stock_document(wu, DocumentEntry("count", blind=True)).number
    with pytest.raises(Invalid):
        set_stock_line(wu, late, LineEntry(sku, Decimal(1)), counted_at=now() + timedelta(hours=1))


def test_what_agrees_with_the_book_needs_nobody(confirmed) -> None:
    wu = keeper(confirmed)
    number = count(confirmed, wu, 500, 500)
    assert submit_stock_document(wu, number).state == "posted"
    assert confirmed.stock == [(500, 100), (500, 10)]


def test_a_guided_count_lists_what_should_be_there(confirmed) -> None:
    wu = keeper(confirmed)
    number = open_stock_document(wu, DocumentEntry("count")).number
    with acting(wu):
        lines = stock_document(wu, number).lines
    assert [(line.quantity, line.counted_at) for line in lines] == [(None, None)] * 2
    set_stock_line(wu, number, changes=[LineChange(1, Decimal(499))])
    submit_stock_document(wu, number)
    approve_count(keeper(confirmed, "Boss"), number)
    assert sorted(confirmed.stock) == [(499, 100), (500, 10)] or sorted(confirmed.stock) == [
        (499, 10),
        (500, 100),
    ]


def test_somebody_else_has_to_agree(confirmed) -> None:
    wu = keeper(confirmed)
    number = count(confirmed, wu, 1)
    submit_stock_document(wu, number)
    with pytest.raises(OwnStockDocument):
        approve_count(wu, number)
    with pytest.raises(NotAllowed):
        approve_count(replace(keeper(confirmed, "Clerk"), grants={}), number)
    with pytest.raises(NotFound):
        approve_count(replace(keeper(confirmed), organisation_id=UUID(int=1)), number)


def test_nobody_counts_less_than_nothing(confirmed) -> None:
    wu = keeper(confirmed)
    with pytest.raises(Invalid) as fault:
        count(confirmed, wu, -1)
    assert fault.value.faults[0].code == "negative"
