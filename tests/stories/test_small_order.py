"""A supplier asks a fee of small orders; a buyer asks why a price is what it is, and pays the fee knowingly."""

import re
from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.models import Order
from tests.stories.checkout import place_the_order
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_small_order_costs_a_fee_and_everybody_sees_it(scene, window):
    scene.goods("CUPS", "一次性纸杯", "2.40", stock=500)
    desk = window(scene.seller.phone, DESKTOP)
    ask_for_a_fee(desk)
    phone = window(scene.purchaser.phone, PHONE)
    fill_and_ask_why(phone)
    number = order_with_fee(phone)
    with acting(scene.world.system):
        order = Order.objects.get(market_id=scene.world.market_id, number=number)
        assert (order.subtotal, order.fee, order.fee_tax, order.total) == (240, 30, Decimal("3.45"), 270)
        assert verify_books(scene.world.system) == []
    assert scene.used() == (270, 0, 0)
    desk.goto(f"/supplier/orders/{number}")
    desk.get_by_text("Fees for small quantities and orders").wait_for()


def ask_for_a_fee(desk):
    """Below 500 an order costs 30; a threshold below the least amount is told beside its field."""
    desk.goto("/supplier/small-orders")
    desk.get_by_text("Orders of any size are taken").wait_for()
    desk.get_by_label("Taken from").fill("600")
    desk.get_by_label("Should come to").fill("500")
    desk.get_by_label("Fee, tax included").fill("30")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("It must lie above what orders start at.").first.wait_for()
    desk.get_by_label("Taken from").fill("")
    desk.get_by_role("button", name="Save").click()
    row = desk.locator("tbody tr")
    row.get_by_text("All customers").wait_for()
    assert {"500.00", "30.00"} <= set(re.findall(r"[\d,]+\.\d\d", row.inner_text()))


def fill_and_ask_why(phone):
    """A hundred cups in the cart; the price says by which list it is what it is."""
    phone.goto("/goods/?view=pad")
    row = phone.locator("[data-goods]", has_text="CUPS")
    row.locator(".stepper-number").fill("100")
    with phone.expect_response("**/cart/lines/"):
        row.locator(".stepper-number").press("Enter")
    phone.goto("/cart/")
    why = phone.locator(".why").first
    why.locator("summary").click()
    why.locator(".why-sheet").get_by_text("2.40").first.wait_for()


def order_with_fee(phone):
    """The cart says what lacks and what it costs; the checkout counts it; the order shows it."""
    phone.goto("/cart/")
    notice = phone.locator("#cart-summary .notice", has_text="260.00")
    assert {"260.00", "30.00", "500.00"} == set(re.findall(r"[\d,]+\.\d\d", notice.inner_text()))
    phone.goto("/checkout/")
    panel = phone.locator("#what-if")
    panel.get_by_text("Fees for small quantities and orders").wait_for()
    assert {"270.00", "30.00"} <= set(re.findall(r"[\d,]+\.\d\d", panel.inner_text()))
    number = place_the_order(phone)
    phone.get_by_text("Fees for small quantities and orders").wait_for()
    return number
