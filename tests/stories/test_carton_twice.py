"""A scanner reads a carton's label twice, on a phone: noticed while counting, receiving and picking, and the next scan
goes on where the hands are."""

import pytest
from playwright.sync_api import Page, expect

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.confirm_order import confirm_order
from tests.stories.conftest import PHONE
from tests.stories.scene import Scene
from tests.stories.test_recall import ordered, stocked

pytestmark = pytest.mark.django_db(transaction=True)

GTIN = "09521234543213"
#: One carton as two scanners write it, and another one.
CARTON = f"(00)006141411234567890(02){GTIN}(37)2(10)OLD"
WEDGE = f"]C100006141411234567890{'02' + GTIN}372\x1d10OLD"
OTHER = f"(00)006141411234567906(02){GTIN}(37)2(10)OLD"
SEEN = "This carton has been scanned already"


def scan(page: Page, code: str) -> None:
    """As a keyboard wedge does: it types wherever the focus is, and presses Enter."""
    page.keyboard.insert_text(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def twice(page: Page) -> None:
    """The same carton again is told; the next one replaces it without a touch."""
    scan(page, CARTON)
    expect(page.get_by_text(SEEN)).to_have_count(0)
    scan(page, WEDGE)
    expect(page.get_by_text(SEEN)).to_be_visible()
    expect(page.get_by_role("button", name="It is another one")).to_be_visible()
    expect(page.get_by_label("Scan")).to_be_focused()
    scan(page, WEDGE)
    expect(page.get_by_text(SEEN)).to_be_visible()
    scan(page, OTHER)
    expect(page.get_by_text(SEEN)).to_have_count(0)


def test_the_same_carton_twice(scene: Scene, window) -> None:
    keeper = stocked(scene)
    with acting(scene.world.system):
        Variant.objects.filter(market_id=scene.world.market_id, sku="MILK").update(gtin=GTIN[1:])
    order = ordered(scene, 6)
    confirm_order(keeper, order)
    phone = window(scene.seller.phone, PHONE)
    for kind in ("count", "receipt"):
        phone.goto(f"/supplier/stock-documents/new/{kind}")
        if kind == "count":
            phone.get_by_label("How").select_option("blind")
        phone.get_by_role("button", name="Begin").click()
        phone.get_by_label("Scan").wait_for()
        twice(phone)
        expect(phone.locator("input[name='lines.1.quantity']")).to_have_value("4")
    phone.goto("/supplier/pick-list")
    phone.locator("input[name='order']").first.fill(order)
    with phone.expect_navigation():
        phone.locator("input[name='order']").first.press("Enter")
    twice(phone)
    expect(phone.locator("td[data-label='Picked']")).to_contain_text("4")
