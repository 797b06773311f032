"""A recall, from the lot on a seller's screen to a customer's shelf; a short-dated lot that skips the supermarket."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import today
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from dinghuo.reactions.recalls import tell_recalled
from tests.makers import make_actor
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


def stocked(scene: Scene) -> Actor:
    """The seller's keeper, with twelve bottles that keep twenty days and twelve that keep eighty."""
    scene.goods("MILK", "纯牛奶 1L", "8.00", stock=0)
    keeper = make_actor(scene.world.supplier, [*STOCK, *ORDERING, "fulfilment.ship_order"], "Wu")
    day = today(keeper.time_zone)
    for lot, left in (("OLD", 20), ("NEW", 80)):
        dates = day + timedelta(days=left), day - timedelta(days=100 - left)
        lines = [LineEntry("MILK", Decimal(12), lot, *dates, supplier_lot=f"F-{lot}")]
        submit_stock_document(
            keeper, open_stock_document(keeper, DocumentEntry("receipt", partner="Dairy", lines=lines)).number
        )
    return keeper


def ordered(scene: Scene, quantity: int) -> str:
    """An order of the buyer's, accepted."""
    buyer = make_actor(scene.world.buyer, ["ordering.place_order"], "Li Na")
    rows = [LineRequest("MILK", Decimal(quantity))]
    return place_order(buyer, OrderRequest(lines=rows, payment_method="transfer")).orders[0].number


def test_a_recall(scene: Scene, window) -> None:
    keeper = stocked(scene)
    sent = ordered(scene, 5)
    waiting = ordered(scene, 6)
    for number in (sent, waiting):
        confirm_order(keeper, number)
    shipment = ship_order(keeper, sent)

    desk = window(scene.seller.phone, DESKTOP)
    # From what a customer got, back to the lot and where it came from.
    desk.goto(f"/supplier/shipments/{shipment.number}")
    desk.get_by_role("link", name="Lot OLD").click()
    desk.get_by_text("F-OLD").wait_for()
    assert shipment.number in desk.locator("main").inner_text()
    desk.get_by_role("link", name="Recall this lot").click()
    desk.get_by_label("Why").fill("Glass in a bottle")
    desk.get_by_role("button", name="Recall it now").click()
    desk.get_by_text("Everybody who has got of it is told").wait_for()
    assert "Glass in a bottle" in desk.locator("main").inner_text()
    desk.goto("/supplier/recalls")
    desk.get_by_role("link", name="纯牛奶 1L").wait_for()
    # The order that waited holds the other lot now.
    with acting(scene.world.system):
        event = EventRow.objects.get(kind="lot.recalled")
        tell_recalled(scene.world.system, event)
    assert "MILK" in scene.books()
    again = ship_order(keeper, waiting)
    with acting(scene.world.system):
        assert [part["lot"] for part in again.lines.get().taken] == ["NEW"]

    phone = window(scene.purchaser.phone, PHONE)
    phone.goto("/notifications")
    phone.get_by_text("Recall: 纯牛奶 1L, lot OLD").click()
    phone.wait_for_url("**/recalls/")
    told = phone.locator("main").inner_text()
    assert "5\xa0瓶" in told
    assert shipment.number in told
    assert "Glass in a bottle" in told


def test_a_short_dated_lot_skips_the_supermarket(scene: Scene, window) -> None:
    keeper = stocked(scene)
    set_life_rules(keeper, [LifeRuleEntry(scene.world.buyer.code, min_percent=60)])
    phone = window(scene.purchaser.phone, PHONE)
    # Of the twenty-four there are it is shown the twelve that it may get.
    phone.goto("/goods/MILK/")
    assert "12" in phone.locator("main").inner_text()
    assert "24" not in phone.locator("main").inner_text()
    phone.goto("/goods/?view=pad")
    phone.locator(".stepper-number").fill("15")
    with phone.expect_response("**/cart/lines/"):
        phone.locator(".stepper-number").press("Enter")
    phone.goto("/checkout/")
    panel = phone.locator("#what-if")
    assert "12" in panel.get_by_role("alert").inner_text()
    panel.get_by_role("button", name="Order what is possible").click()
    phone.get_by_role("button", name="Place the order").click()
    phone.wait_for_url(re.compile(r"/orders/SO-"))
    number = phone.url.rstrip("/").rpartition("/")[2]
    confirm_order(keeper, number)
    sent = ship_order(keeper, number)
    with acting(scene.world.system):
        assert {part["lot"] for line in sent.lines.all() for part in line.taken} == {"NEW"}
