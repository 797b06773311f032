"""A buyer compares two suppliers' offers; the operator changes what counts and what is shown: the page follows."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from dinghuo.catalogue.models import Offer, Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.organisations.models import Organisation
from tests.makers import make_price, make_stock
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db


def second_offer(scene: Scene, variant: Variant) -> Organisation:
    """The same article by somebody who is cheaper and slower."""
    whole = {"market_id": scene.world.market_id}
    with acting(scene.world.system):
        other = Organisation.objects.create(
            **whole, code="SLOW", name="Slow and Cheap", parts=["supplier"], status="active"
        )
        Offer.objects.create(**whole, variant=variant, seller=other, lead_time_days=9, position=1)
    make_price(other, variant, "1.50")
    make_stock(other, variant, 80)
    return other


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_operator_says_what_a_better_offer_is_and_who_is_named(scene: Scene, window, size) -> None:
    variant = scene.goods("W-1", "农夫山泉 550ml", price="2.00", stock=500)
    other = second_offer(scene, variant)
    mine = scene.world.supplier.name
    buyer = window(scene.purchaser.phone, size)
    buyer.goto("/goods/W-1/")
    buyer.get_by_role("link", name="Compare offers").click()
    rows = buyer.locator("[data-offer]")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text(mine)
    expect(rows.nth(0)).to_contain_text("(60 × 75.0 + 20 × 100.0) ÷ 80 = 81.3")
    expect(rows.nth(1)).to_contain_text(other.name)
    expect(rows.nth(1)).to_contain_text("(60 × 100.0 + 20 × 20.0) ÷ 80 = 80.0")

    operator = window(scene.operator.phone, DESKTOP)
    operator.goto("/operator/comparison/")
    operator.get_by_label("Price", exact=True).fill("90")
    operator.get_by_label("Lead time", exact=True).fill("10")
    operator.get_by_label("Everything but names").check()
    operator.get_by_role("button", name="Compare like this").click()
    expect(operator.get_by_text("From now on offers are compared like this.")).to_be_visible()

    buyer.reload()
    expect(rows.nth(0)).to_contain_text("Seller B")
    expect(rows.nth(0)).to_contain_text("(90 × 100.0 + 10 × 20.0) ÷ 100 = 92.0")
    expect(rows.nth(1)).to_contain_text("Seller A")
    for name in (mine, other.name):
        assert name not in buyer.content()
    with buyer.expect_response(lambda answer: "/cart/lines/" in answer.url) as saved:
        rows.nth(0).get_by_role("spinbutton").fill("3")
        rows.nth(0).get_by_role("spinbutton").press("Tab")
    assert saved.value.ok
    with acting(scene.world.system):
        [line] = CartLine.objects.filter(market_id=scene.world.market_id).select_related("seller")
        assert (line.seller.code, line.quantity) == ("SLOW", Decimal(3))

    operator.get_by_label("Only the best").check()
    operator.get_by_role("button", name="Compare like this").click()
    expect(operator.locator("tr", has_text="Only the best")).to_have_count(1)
    buyer.reload()
    expect(rows).to_have_count(1)
    expect(rows.nth(0)).to_contain_text(other.name)
    assert "2.00" not in buyer.locator("main").inner_text()

    operator.get_by_role("radio", name="Nothing The usual").check()
    operator.get_by_role("button", name="Compare like this").click()
    expect(operator.locator("tr", has_text="Nothing")).to_have_count(1)
    assert buyer.goto("/goods/W-1/offers/").status == 404
