"""A delivery is late: three orders wait, each gets its new day and the reason; then it comes, and is shared out."""

from decimal import Decimal

import pytest

from dinghuo.foundation.formats import day
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order, OrderLine
from tests.makers.days import ahead
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.test_refusals import check_out, put, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def lines(scene) -> list[tuple[int, int]]:
    """What each order's line holds and is promised, in the order in which they were placed."""
    with acting(scene.world.system):
        rows = OrderLine.objects.filter(market_id=scene.world.market_id).order_by("order__placed_at", "id")
        return [(int(held), int(promised)) for held, promised in rows.values_list("held", "promised")]


def test_a_late_delivery_repromises_three_orders(scene, window, drain):
    scene.goods("TEA", "乌龙茶", "1.00", stock=20, backorder=True)
    desk = window(scene.seller.phone, DESKTOP)
    desk.goto("/supplier/incoming")
    desk.get_by_label("Article number").fill("TEA")
    desk.get_by_label("Quantity, in base units").fill("100")
    desk.get_by_label("Expected on").fill(ahead(9).isoformat())
    desk.get_by_label("What the delivery is called").fill("PO-118")
    desk.get_by_role("button", name="Enter", exact=True).click()
    desk.wait_for_url("**/supplier/incoming/*-*")

    browser = signed_in(scene, scene.purchaser)
    for quantity in (50, 30, 20):
        put(browser, scene, "TEA", quantity)
        cart = browser.get("/cart/").content.decode()
        assert "with PO-118 on" in cart
        assert check_out(browser).status_code == 302
    assert lines(scene) == [(20, 30), (0, 30), (0, 20)]

    desk.reload()
    assert desk.get_by_role("table", name="Who waits").get_by_role("row").count() == 4
    form = desk.locator("form[action$='/change']")
    form.get_by_label("Expected on").fill(ahead(16).isoformat())
    form.get_by_label("Why").fill("Storm at sea")
    form.get_by_role("button", name="Save").click()
    desk.get_by_text("Who waits has been told").wait_for()
    drain()

    with acting(scene.world.system):
        orders = list(Order.objects.filter(market_id=scene.world.market_id).order_by("placed_at"))
    phone = window(scene.purchaser.phone, PHONE)
    phone.goto("/notifications")
    assert phone.get_by_text("come on another day").count() == 3
    phone.goto(f"/orders/{orders[0].number}/")
    said = phone.locator("#line-1").inner_text()
    assert "20" in said
    assert f"with PO-118 on {day(ahead(16))}" in said
    assert phone.get_by_text("Storm at sea").count() >= 1

    desk.get_by_label("How much came").fill("60")
    desk.get_by_role("button", name="Receive and share out").click()
    desk.get_by_text("in stock, and shared out").wait_for()
    assert lines(scene) == [(50, 0), (30, 0), (0, 20)]
    on_hand, reserved = scene.books()["TEA"]
    assert (on_hand, reserved) == (Decimal(80), Decimal(80))
