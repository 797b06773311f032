"""A dealer finds goods by the first letters of their names on a phone, and orders them out of the suggestions."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_three_things_in_the_cart_by_their_initials(scene: Scene, window, size) -> None:
    for sku, name in (("W-1", "农夫山泉 550ml"), ("W-2", "可口可乐 330ml"), ("W-3", "康师傅 红烧牛肉面")):
        scene.goods(sku, name, price="2.00", stock=500)
    page = window(scene.purchaser.phone, size)
    page.goto("/")
    if size is PHONE:
        page.get_by_role("button", name="Search").click()
    field = page.get_by_role("searchbox").first
    suggestions = page.get_by_role("region", name="Suggestions")
    for initials, name, pieces in (
        ("nfsq", "农夫山泉", "3"),
        ("kkkl", "可口可乐", "5"),
        ("ksf", "康师傅", "2"),
    ):
        field.fill("")
        field.press_sequentially(initials)
        row = suggestions.locator(".suggestion", has_text=name)
        expect(row).to_have_count(1)
        with page.expect_response(lambda answer: "/cart/lines/" in answer.url) as saved:
            row.get_by_role("spinbutton").fill(pieces)
            row.get_by_role("spinbutton").press("Tab")
        assert saved.value.ok
    with acting(scene.world.system):
        lines = CartLine.objects.filter(market_id=scene.world.market_id).values_list(
            "variant__sku", "quantity"
        )
        assert dict(lines) == {"W-1": Decimal(3), "W-2": Decimal(5), "W-3": Decimal(2)}


def test_suggestions_are_walked_by_keyboard(scene: Scene, window) -> None:
    scene.goods("W-1", "农夫山泉 550ml", price="2.00", stock=500)
    scene.goods("W-2", "农夫果园 500ml", price="3.00", stock=500)
    page = window(scene.purchaser.phone, DESKTOP)
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("nf")
    suggestions = page.get_by_role("region", name="Suggestions")
    expect(suggestions.locator(".suggestion")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_class("goods-title")
    page.keyboard.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/goods/**")
