"""A supplier charges freight up to an amount; a buyer sees what is missing, adds it, and everything says: nothing."""

import re

import pytest

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import receive_shipment
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.models import Order
from tests.stories.checkout import place_the_order
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_missing_for_free_freight_is_said_and_added(scene, window):
    scene.goods("CUPS", "一次性纸杯", "4.00", stock=500)
    desk = window(scene.seller.phone, DESKTOP)
    charge_up_to_an_amount(desk)
    phone = window(scene.purchaser.phone, PHONE)
    see_what_is_missing(phone)
    add_it(phone)
    number = order_for_nothing_more(phone)
    with acting(scene.world.system):
        order = Order.objects.get(market_id=scene.world.market_id, number=number)
        assert (order.subtotal, order.freight, order.freight_tax, order.total) == (480, 0, 0, 480)
        assert verify_books(scene.world.system) == []
    assert scene.used() == (480, 0, 0)
    invoice = deliver(scene, number)
    assert (invoice.freight, invoice.total) == (0, 480)
    finance = window(scene.accountant.phone, PHONE)
    finance.goto(f"/company/invoices/{invoice.number}/")
    row = finance.locator(".totals dt", has_text="Freight").locator("xpath=following-sibling::dd[1]")
    assert "0.00" in row.inner_text()
    desk.goto(f"/supplier/orders/{number}")
    desk.get_by_text("Free from ¥480.00 of goods on.").first.wait_for()


def charge_up_to_an_amount(desk):
    """¥12 up to ¥480; a weight without a step is told beside its field."""
    desk.goto("/supplier/freight")
    desk.get_by_text("Sending costs nothing").wait_for()
    desk.get_by_label("Costs, tax included").fill("12")
    desk.get_by_label("up to this weight, kg").fill("5")
    desk.get_by_label("Free from goods of").fill("480")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("Say for how much more weight the next amount is.").first.wait_for()
    desk.get_by_label("up to this weight, kg").fill("")
    desk.get_by_role("button", name="Save").click()
    row = desk.locator("tbody tr")
    row.get_by_text("All customers").wait_for()
    assert {"12.00", "480.00"} <= set(re.findall(r"[\d,]+\.\d\d", row.inner_text()))


def see_what_is_missing(phone):
    """Ninety cups by quick order: the page says what still lacks before they are in the cart, and so does the cart."""
    phone.goto("/quick-order/")
    phone.get_by_label("Lines").fill("CUPS 90")
    phone.get_by_role("button", name="Read these lines").click()
    phone.get_by_text("¥120.00 more for free freight; it saves ¥12.00.").wait_for()
    phone.get_by_role("button", name="Put into the cart").click()
    phone.wait_for_url("**/cart/")
    phone.locator("#cart-summary").get_by_text("¥120.00 more for free freight").wait_for()
    assert "372.00" in phone.locator("#cart-summary .totals").inner_text()


def add_it(phone):
    """Ten more with Enter: it lacks as much less. Twenty more without loading the page again: the freight is gone."""
    number = phone.locator("[data-goods]", has_text="CUPS").locator(".stepper-number").first
    number.fill("100")
    number.press("Enter")
    phone.locator("#cart-summary").get_by_text("¥80.00 more for free freight").wait_for()
    phone.wait_for_load_state("networkidle")
    number.fill("120")
    with phone.expect_response("**/cart/lines/"):
        number.press("Tab")
    phone.locator("#cart-summary .totals").get_by_text("Free from ¥480.00 of goods on.").wait_for()
    assert "480.00" in phone.locator("#cart-summary .totals").inner_text()


def order_for_nothing_more(phone):
    """The checkout and the order say the same."""
    phone.goto("/checkout/")
    panel = phone.locator("#what-if")
    panel.get_by_text("Freight", exact=True).wait_for()
    assert {"480.00", "0.00"} <= set(re.findall(r"[\d,]+\.\d\d", panel.inner_text()))
    number = place_the_order(phone)
    phone.get_by_text("Free from ¥480.00 of goods on.").first.wait_for()
    return number


def deliver(scene, number):
    """The seller accepts and ships all of it, the buyer takes it in, the program invoices it."""
    system = scene.world.system
    confirm_order(system, number)
    shipment = ship_order(system, number)
    return issue_invoice(system, receive_shipment(system, shipment.number).id)
