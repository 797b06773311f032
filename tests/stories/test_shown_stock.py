"""A seller lets its customers see about how much there is; a buyer orders too many, and is offered what is sure."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_buyer_sees_bands_and_orders_what_is_sure(scene: Scene, window, size) -> None:
    scene.goods("W-1", "农夫山泉 550ml", price="2.00", stock=7391)
    buyer = window(scene.purchaser.phone, size)
    buyer.goto("/goods/W-1/")
    expect(buyer.locator(".stock").first).to_contain_text("7,391")

    seller = window(scene.seller.phone, size)
    seller.goto("/supplier/shown-stock")
    seller.get_by_label("They see").select_option(label="About how many")
    seller.get_by_label("Bands begin at").fill("50, 600")
    seller.get_by_role("button", name="Set it").click()
    expect(seller.locator("tbody tr")).to_contain_text("50+, 600+")

    buyer.reload()
    expect(buyer.locator(".stock").first).to_contain_text("600+ 瓶")
    assert "7,391" not in buyer.content()
    amount = buyer.locator(".product-buy input[name=quantity]").first
    amount.fill("8000")
    amount.press("Tab")
    buyer.wait_for_load_state("networkidle")
    buyer.goto("/cart/")
    expect(buyer.get_by_text("There are at least 600 瓶.").first).to_be_visible()
    buyer.get_by_role("button", name="Make it 600 瓶").first.click()
    expect(buyer.locator("input[name=quantity]").first).to_have_value("600")
    expect(buyer.get_by_text("There are at least 600 瓶.")).to_have_count(0)
