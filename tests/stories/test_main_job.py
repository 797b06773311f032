"""The main job as people do it: an order from catalogue to payment in a browser, counted to the last unit."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.billing.models import Invoice
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.foundation.timeline import timeline_of
from dinghuo.ordering.models import Order
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_order_from_catalogue_to_payment(scene, window, drain):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=480, box=24)
    scene.goods("TEA", "东方树叶 茉莉花茶", "10", stock=6, backorder=True)
    scene.goods("CUPS", "一次性纸杯", "2.40", stock=100)

    phone = window(scene.purchaser.phone, PHONE)
    number = place(scene, phone)
    approve(scene, window(scene.approver.phone, PHONE))
    desk = window(scene.seller.phone, DESKTOP)
    answer(scene, desk, number)
    ship(scene, desk, number)
    drain()
    receive(scene, phone, number)
    drain()
    invoiced(scene, number)
    report(window(scene.accountant.phone, PHONE), number)
    console = window(scene.operator.phone, DESKTOP)
    claim(console, number)
    drain()
    watch(console, number)
    assert_counted(scene, number)


def place(scene, phone):
    """The purchaser finds goods by the initials of their pinyin, fills the pad and orders above the limit."""
    for initials, sku, quantity in (("nfsq", "WATER", "10"), ("dfsy", "TEA", "10"), ("ycxzb", "CUPS", "50")):
        phone.goto(f"/goods/?view=pad&q={initials}")
        row = phone.locator("[data-goods]", has_text=sku)
        row.locator(".stepper-number").fill(quantity)
        with phone.expect_response("**/cart/lines/") as changed:
            row.locator(".stepper-number").press("Enter")
        assert changed.value.ok
    phone.goto("/goods/?view=pad")
    assert phone.locator("[data-goods]").count() == 3
    assert wide(phone) <= 390
    phone.get_by_role("link", name="To the cart").click()
    phone.wait_for_url("**/cart/")
    assert wide(phone) <= 390
    phone.locator("#cart-bar").get_by_role("link", name="Check out").click()
    phone.wait_for_url("**/checkout/")
    phone.get_by_label("Your order number").fill("PO-7")
    assert phone.locator("[name='payment.method'][value=credit]").is_checked()
    panel = phone.locator("#what-if")
    panel.get_by_text("Waits for approval").wait_for()
    assert {"580.00", "9,420.00"} <= set(re.findall(r"[\d,]+\.\d\d", panel.inner_text()))
    assert wide(phone) <= 390
    phone.get_by_role("button", name="Send for approval").click()
    phone.wait_for_url(re.compile(r"/orders/SO-"))
    number = phone.url.rstrip("/").rsplit("/", 1)[1].split("?")[0]
    assert scene.books() == {"WATER": (480, 240), "TEA": (6, 6), "CUPS": (100, 50)}
    assert scene.used() == (580, 0, 0)
    return number


def approve(scene, phone):
    """Two taps: approvals, approve."""
    phone.locator(".thumbs, .thumb-bar, nav").get_by_role("link", name=re.compile("Approv")).last.click()
    phone.get_by_role("button", name=re.compile("Approve")).click()
    phone.get_by_text("Nothing waits for approval").wait_for()
    assert scene.used() == (580, 0, 0)


def answer(scene, desk, number):
    """The supplier accepts the water, has six of ten tea, and refuses two cups."""
    desk.goto("/supplier/")
    desk.get_by_role("link", name=number).first.click()
    form = desk.locator("#answer")
    later = (now() + timedelta(days=12)).date().isoformat()
    for name, value in (
        ("lines.1.accept", "10"),
        ("lines.2.accept", "6"),
        ("lines.2.later", "4"),
        ("lines.2.date", later),
        ("lines.3.accept", "48"),
        ("lines.3.refuse", "2"),
        ("lines.3.reason", "Two are crushed"),
    ):
        form.locator(f"[name='{name}']").fill(value)
    form.get_by_role("button", name="Send the answer").click()
    desk.get_by_text(f"Your answer to {number}").wait_for()
    assert scene.books() == {"WATER": (480, 240), "TEA": (6, 6), "CUPS": (100, 48)}
    assert scene.used() == (Decimal("575.20"), 0, 0)


def ship(scene, desk, number):
    """What is there leaves with carrier and number, and is followed."""
    desk.get_by_role("link", name="Ship goods").first.click()
    desk.get_by_label("Carrier").fill("顺丰速运")
    desk.get_by_label("Tracking number").fill("SF100")
    desk.get_by_role("button", name="Send it on its way").click()
    desk.wait_for_url("**/supplier/shipments/**")
    desk.get_by_label("Where").fill("Nanjing")
    desk.get_by_label("Words").fill("Left the depot")
    desk.get_by_role("button", name="Add").click()
    desk.get_by_text("Left the depot").wait_for()
    assert scene.books() == {"WATER": (240, 0), "TEA": (0, 0), "CUPS": (52, 0)}
    assert scene.used() == (40, Decimal("535.20"), 0)


def receive(scene, phone, number):
    """The purchaser finds the goods at home, and one cup broken."""
    phone.goto("/")
    phone.get_by_role("link", name="Receive").first.click()
    phone.get_by_text("Left the depot").wait_for()
    line = phone.locator(".receipt-line", has_text="CUPS")
    line.get_by_label("Rejected").fill("1")
    line.get_by_label("Accepted").fill("47")
    line.get_by_label("What is wrong").fill("Damaged")
    assert wide(phone) <= 390
    phone.get_by_role("button", name="Receive as written").click()
    phone.wait_for_url(f"**/orders/{number}/")


def invoiced(scene, number):
    """The worker has written the invoice of what was accepted: water 360.00, tea 60.00, 47 cups at 2.40."""
    with acting(scene.world.system):
        (invoice,) = Invoice.objects.filter(market_id=scene.world.market_id)
    assert (invoice.total, invoice.currency) == (Decimal("532.80"), "CNY")
    assert scene.used() == (40, 0, Decimal("532.80"))


def report(phone, number):
    """The buyer's finance says that it has paid."""
    phone.goto(f"/orders/{number}/")
    phone.get_by_role("link", name="Report a payment").first.click()
    phone.get_by_label("Amount").fill("532.80")
    phone.get_by_label("Bank reference").fill("B-1")
    assert wide(phone) <= 390
    phone.get_by_role("button", name="Report this payment").click()
    phone.wait_for_url(f"**/orders/{number}/")


def claim(console, number):
    """The operator finds it in the bank."""
    console.goto("/operator/")
    console.get_by_role("link", name=re.compile("Payments to claim")).click()
    console.locator("tr", has_text=number).get_by_role("button", name="Found it").click()
    console.get_by_text("pays what is due first").wait_for()
    console.goto("/operator/payments/?state=received")
    assert "B-1" in console.locator("tr", has_text=number).inner_text()


def watch(console, number):
    """It stands in the dashboard (580.00 less two refused cups and a broken one) and in the list."""
    console.goto("/operator/")
    assert "572.80" in console.locator("main").inner_text()
    console.goto("/operator/orders/")
    console.get_by_role("link", name=number).click()
    console.get_by_text("B-1").first.wait_for()
    console.goto("/operator/ledger/")
    assert "532.80" in console.locator("main").inner_text()


def assert_counted(scene, number):
    """Order, stock, credit, ledger and timeline, to the last unit."""
    with acting(scene.world.system):
        order = Order.objects.get(market_id=scene.world.market_id, number=number)
        assert (order.paid, order.payment_state) == (Decimal("532.80"), "partly_paid")
        lines = {line.sku: line for line in order.lines.all()}
        names = (
            "ordered",
            "confirmed",
            "refused",
            "backordered",
            "shipped",
            "accepted",
            "rejected",
            "invoiced",
        )
        assert {sku: [getattr(line, name) for name in names] for sku, line in lines.items()} == {
            "WATER": [240, 240, 0, 0, 240, 240, 0, 240],
            "TEA": [10, 10, 0, 4, 6, 6, 0, 6],
            "CUPS": [50, 48, 2, 0, 48, 47, 1, 47],
        }
        assert verify_ledger(scene.world.system) == []
        events = timeline_of(scene.world.system, order.id)
    assert scene.books() == {"WATER": (240, 0), "TEA": (0, 0), "CUPS": (52, 0)} == scene.moves()
    assert scene.used() == (40, 0, 0)
    assert [(event.kind, event.person_name) for event in events if event.person_name != "system"] == [
        ("order.placed", "Li Na"),
        ("order.approved", "Wang Fang"),
        ("order.confirmed", "Chen Wei"),
        ("order.shipped", "Chen Wei"),
        ("tracking.added", "Chen Wei"),
        ("shipment.received", "Li Na"),
        ("payment.reported", "Sun Lei"),
        ("payment.received", "Zhao Min"),
    ]


def wide(page):
    """How wide the page's content is."""
    return page.evaluate("document.documentElement.scrollWidth")
