"""A certificate expires, and the sale stops: in the list, on the product's page, in the cart and when it is placed."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dinghuo.catalogue.actions.qualifications.save_qualification_kind import (
    KindRow,
    Need,
    save_qualification_kind,
)
from dinghuo.catalogue.models import Qualification, QualificationCover
from dinghuo.catalogue.states import QualifiedPart
from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SKU, NAME, OVER = "MASK", "医用口罩 50只", "expired"


def test_the_sale_stops_with_the_last_day_of_the_certificate(scene: Scene, window) -> None:
    scene.goods(SKU, NAME, price="20.00", stock=500)
    scene.goods("PEN", "签字笔", price="2.00", stock=500)
    day = today("Asia/Shanghai")
    needs = [Need(QualifiedPart.PRODUCT, "all")]
    save_qualification_kind(
        scene.world.system, KindRow("permit", "注册证", {"en": "registration"}, 30, needs)
    )
    desk, console = window(scene.seller.phone, DESKTOP), window(scene.operator.phone, DESKTOP)
    for number, code in enumerate((SKU, "PEN"), start=1):
        sent_in(desk, code, f"REG-{number}", day + timedelta(days=number * 10))
        accepted(console, f"REG-{number}")
    phone = window(scene.purchaser.phone, PHONE)
    sold(phone)
    # A night passes: the certificate of the one ended yesterday, that of the other goes on.
    with acting(scene.world.system):
        for model in (Qualification, QualificationCover):
            rows = model.objects.filter(market_id=scene.world.market_id, number="REG-1")
            assert rows.update(valid_until=day - timedelta(days=1)) == 1
    stopped(phone)
    with acting(scene.world.system):
        assert not Order.objects.filter(market_id=scene.world.market_id).exists()
    placed_without(phone)
    with acting(scene.world.system):
        [order] = Order.objects.filter(market_id=scene.world.market_id)
        assert [line.sku for line in order.lines.all()] == ["PEN"]


def sent_in(desk, code, number, until):
    """The seller sends in the certificate of a product."""
    desk.goto("/qualifications/new?kind=permit")
    desk.locator('[name="product"]').fill(code)
    desk.locator('[name="number"]').fill(number)
    desk.locator('[name="valid_from"]').fill("2024-01-01")
    desk.locator('[name="valid_until"]').fill(until.isoformat())
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    desk.locator('input[type="file"]').set_input_files(scan)
    desk.get_by_role("button", name="Send it in").click()
    desk.wait_for_load_state()
    assert number in desk.locator("main").inner_text()


def accepted(console, number):
    """The operator looks at it and lets it count."""
    console.goto("/operator/qualifications/")
    console.locator("tr", has_text=number).get_by_role("link").first.click()
    console.get_by_role("button", name="Accept: it counts").click()
    console.wait_for_load_state()


def sold(phone):
    """Both are in the list and go into the cart; the cart leads to checkout."""
    for code in (SKU, "PEN"):
        phone.goto(f"/goods/{code}/")
        field = phone.get_by_role("spinbutton").first
        with phone.expect_response(lambda answer: "/cart/lines/" in answer.url) as saved:
            field.fill("3")
            field.press("Tab")
        assert saved.value.ok
    phone.goto("/checkout/")
    expect(phone.locator("main")).to_contain_text(NAME)


def stopped(phone):
    """List, page, cart and placement say the same, and why."""
    # The page of checkout is still open: whoever presses its button is told.
    button = phone.get_by_role("button", name="Place")
    button.first.click()
    phone.wait_for_load_state()
    expect(phone.locator("main")).to_contain_text(OVER)
    phone.goto("/goods/?q=yykz")
    row = phone.locator("article", has_text=NAME).first
    expect(row).to_contain_text(OVER)
    expect(row.get_by_role("spinbutton")).to_have_count(0)
    phone.goto(f"/goods/{SKU}/")
    expect(phone.locator("main")).to_contain_text(OVER)
    expect(phone.locator("main").get_by_role("spinbutton")).to_have_count(0)
    phone.goto("/cart/")
    expect(phone.locator("tr[data-goods]", has_text=NAME)).to_contain_text(OVER)


def placed_without(phone):
    """One tap takes it out of the cart; the rest is ordered."""
    phone.goto("/cart/")
    row = phone.locator("tr[data-goods]", has_text=NAME)
    row.get_by_role("button", name="Take out").first.click()
    expect(row).to_have_count(0)
    phone.goto("/checkout/")
    phone.get_by_role("button", name="Place").first.click()
    phone.wait_for_url("**/orders/**")
