"""Counts, recalls, orders and shipments at once: each is done once, nobody waits crosswise, and the books agree."""

from decimal import Decimal

from dinghuo.foundation.errors import DinghuoError
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.approve_count import approve_count
from dinghuo.fulfilment.actions.lift_recall import lift_recall
from dinghuo.fulfilment.actions.recall_lot import recall_lot
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.errors import LotRecalled, StockDocumentClosed
from dinghuo.inventory.models import Reservation, Stock
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.ordering.actions.confirm_order import confirm_order
from tests.fulfilment.test_lot_trace import order, trade
from tests.makers import World, make_actor, make_world


def waiting_count(world: World, found: int) -> str:
    """A count of the old lot that waits for somebody to agree."""
    clerk = make_actor(world.supplier, STOCK, "Clerk")
    line = LineEntry("WATER", Decimal(found), "OLD")
    number = open_stock_document(clerk, DocumentEntry("count", blind=True, lines=[line])).number
    assert submit_stock_document(clerk, number).state == "waiting"
    return number


def check(world: World) -> None:
    with acting(world.system):
        assert verify_books(world.system) == []


def test_a_count_is_approved_once(live, two_at_once):
    world = make_world()
    _water, keeper = trade(world)
    confirm_order(keeper, order(world, 9))
    number = waiting_count(world, 4)
    outcomes = two_at_once(*[lambda: approve_count(keeper, number).state] * 2)
    assert sorted(type(each) for each in outcomes if not isinstance(each, str)) == [StockDocumentClosed]
    assert "posted" in outcomes
    with acting(world.system):
        assert Stock.objects.get(lot="OLD").on_hand == 4
    check(world)


def test_orders_come_in_while_a_loss_is_booked_and_a_lot_recalled(live, two_at_once):
    world = make_world()
    _water, keeper = trade(world)
    for _ in range(3):
        confirm_order(keeper, order(world, 3))
    number = waiting_count(world, 5)
    outcomes = two_at_once(
        lambda: approve_count(keeper, number).state,
        lambda: recall_lot(keeper, "WATER", "OLD", "Glass").lot,
        *[lambda: order(world, 2)] * 4,
    )
    # Whoever came too late was told so in words; nobody fell over anybody.
    assert all(isinstance(each, str | DinghuoError) for each in outcomes), outcomes
    assert outcomes[:2] == ["posted", "OLD"]
    with acting(world.system):
        recalled = Reservation.objects.filter(stock__lot="OLD", quantity__gt=0)
        assert not recalled.exists()
    check(world)


def test_a_lot_is_recalled_once(live, two_at_once):
    world = make_world()
    _water, keeper = trade(world)
    confirm_order(keeper, order(world, 3))
    outcomes = two_at_once(*[lambda: recall_lot(keeper, "WATER", "OLD", "Glass").lot] * 2)
    assert [type(each) for each in outcomes if not isinstance(each, str)] == [LotRecalled]
    lift_recall(keeper, "WATER", "OLD", "Looked at")
    check(world)
