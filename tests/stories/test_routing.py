"""A supplier tries a rule on its past orders, sees which would change, and only then puts it in force."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.models import Reservation, Routing
from tests.makers import make_actor
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.test_refusals import check_out, orders_of, put, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def places_of(scene, order) -> list[tuple[str, int]]:
    """From where an order's lines come."""
    with acting(scene.world.system):
        rows = Reservation.objects.filter(
            line_id__in=order.lines.values_list("id", flat=True), quantity__gt=0
        ).order_by("stock__warehouse__key")
        return [(key, int(q)) for key, q in rows.values_list("stock__warehouse__key", "quantity")]


def newest(scene):
    """The order placed last."""
    return max(orders_of(scene), key=lambda order: order.placed_at)


def test_a_rule_is_changed_after_a_trial(scene, window):
    scene.goods("TEA", "乌龙茶", "1.00", stock=50)
    desk = window(scene.seller.phone, DESKTOP)
    desk.goto("/supplier/warehouses")
    desk.get_by_label("Key", exact=True).fill("nj")
    desk.get_by_label("Name", exact=True).fill("Nanjing")
    desk.get_by_label("Province").select_option(label="江苏省")
    desk.get_by_label("City").locator("option", has_text="南京市").wait_for(state="attached")
    desk.get_by_label("City").select_option(label="南京市")
    desk.get_by_label("Turn").fill("9")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("Nanjing is saved").wait_for()
    assert desk.get_by_text("江苏省南京市").count() == 1
    keeper = make_actor(scene.world.supplier, ["inventory.count_stock", "inventory.see_stock"])
    count_stock(keeper, [StockCount("TEA", Decimal(30), "nj")])

    browser = signed_in(scene, scene.purchaser)
    put(browser, scene, "TEA", 5)
    assert check_out(browser).status_code == 302
    before = newest(scene)
    [(usual, _five)] = places_of(scene, before)
    assert usual != "nj"

    desk.goto("/supplier/routing")
    desk.get_by_label("1. rule").select_option("region")
    desk.get_by_label("2. rule").select_option("fewest")
    desk.get_by_role("button", name="Try on past orders").click()
    table = desk.get_by_role("table", name="Orders that would change")
    table.wait_for()
    assert before.number in table.inner_text()
    assert "Nanjing" in table.inner_text()
    with acting(scene.world.system):
        assert not Routing.objects.exists()
    desk.get_by_role("button", name="Put in force").click()
    desk.get_by_text("The rules are in force for new orders").wait_for()

    put(browser, scene, "TEA", 5)
    assert check_out(browser).status_code == 302
    after = newest(scene)
    assert places_of(scene, after) == [("nj", 5)]
    assert places_of(scene, before) == [(usual, 5)]

    phone = window(scene.seller.phone, PHONE)
    phone.goto(f"/supplier/orders/{after.number}/routing")
    assert phone.get_by_text("from Nanjing: same city").count() == 1
    phone.get_by_label("Send from").select_option(usual)
    phone.get_by_label("Why").fill("The truck leaves from there")
    phone.get_by_role("button", name="Send from there").click()
    phone.get_by_text("It comes from there now").wait_for()
    assert phone.get_by_text("Before: 5").count() == 1
    assert phone.get_by_text("Chen Wei: The truck leaves from there").count() == 1
    assert places_of(scene, after) == [(usual, 5)]
    assert scene.moves()["TEA"] == (80, 10)
