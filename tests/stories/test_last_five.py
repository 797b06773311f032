"""The last five pieces and two buyers: both want three; one gets them, the other is told and takes two."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.models import OrderLine
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_five_are_sold_once(scene: Scene, window) -> None:
    scene.goods("TEA", "龙井茶", "9.00", stock=5)
    world = scene.world
    save_credit_line(
        world.system, world.other_buyer.id, "CNY", Decimal(1000), 30, creditor_id=world.operator.id
    )
    scene.address(world.other_buyer)
    other = world.member(world.other_buyer, "buyer-admin", name="Zhou Jie", language="en").person
    first, second = window(scene.purchaser.phone, PHONE), window(other.phone, DESKTOP)
    for page in (first, second):
        fill(page)
        page.goto("/checkout/")
        page.get_by_role("button", name="Place the order").last.wait_for()
    # Both stand before the button with what they saw; the first press wins.
    first.get_by_role("button", name="Place the order").last.click()
    first.wait_for_url("**/orders/**")
    second.get_by_role("button", name="Place the order").last.click()
    expect(second.get_by_text("2 瓶").first).to_be_visible()
    second.goto("/cart/")
    expect(second.get_by_text("Only 2 瓶 left.").first).to_be_visible()
    second.get_by_role("button", name="Make it 2 瓶").first.click()
    expect(second.locator("input[name=quantity]").first).to_have_value("2")
    second.goto("/checkout/")
    second.get_by_role("button", name="Place the order").last.click()
    second.wait_for_url("**/orders/**")
    with acting(world.system):
        held = sorted(int(line.held) for line in OrderLine.objects.filter(market_id=world.market_id))
        assert verify_books(world.system) == []
    assert held == [2, 3]
    assert scene.books() == scene.moves() == {"TEA": (5, 5)}


def fill(page) -> None:
    """Three of it in the cart, by the order pad."""
    page.goto("/goods/?view=pad")
    number = page.locator("[data-goods]", has_text="TEA").locator(".stepper-number")
    number.fill("3")
    with page.expect_response("**/cart/lines/"):
        number.press("Enter")
