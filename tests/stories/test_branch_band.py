"""Headquarters bounds a branch's list: the branch sets its price inside, is refused outside, and can't widen it."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.models import Price
from tests.makers import make_price
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_branch_sets_its_price_inside_headquarters_band(scene, window):
    world = scene.world
    water = scene.goods("WATER", "农夫山泉 550ml", "2.00", stock=500)
    with acting(world.system):
        Offer.objects.create(market_id=world.market_id, variant=water, seller=world.branch, position=1)
    make_price(world.operator, water, "2.00")
    make_price(world.branch, water, "2.00")
    above, below = (f"base-{house.code}-CNY" for house in (world.operator, world.branch))
    desk = window(scene.operator.phone, DESKTOP)
    bound(desk, above, below)
    manager = world.member(world.branch, "branch-manager", name="Qian Yi", language="en").person
    phone = window(manager.phone, PHONE)
    refused(phone, below, "2.60", "2.20")
    refused(phone, below, "1.70", "1.80")
    put(phone, below, "2.15")
    phone.get_by_text("2.15").first.wait_for()
    with acting(world.system):
        prices = Price.objects.filter(market_id=world.market_id, list__key=below, valid__endswith=None)
        assert [str(price.amount.normalize()) for price in prices] == ["2.15"]
    widened_by_nobody_else(phone, below)
    outside_when_headquarters_lowers(scene, desk, above, below)


def bound(desk, above, below):
    """Ninety to a hundred and ten per cent of headquarters' prices."""
    desk.goto(f"/operator/price-lists/{below}/band")
    desk.locator('select[name="parent"]').select_option(above)
    desk.locator('[name="bands.0.least"]').fill("90")
    desk.locator('[name="bands.0.most"]').fill("110")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("All prices are inside.").wait_for()


def put(phone, below, amount):
    phone.goto(f"/branch/prices/WATER?list={below}")
    phone.get_by_label("Price", exact=True).fill(amount)
    phone.get_by_role("button", name="Put the price on the list").click()


def refused(phone, below, amount, bound):
    """What was typed stands there still, with the price that would be inside."""
    put(phone, below, amount)
    fault = phone.locator(".field-fault").first
    fault.wait_for()
    assert bound in fault.inner_text()
    assert phone.get_by_label("Price", exact=True).input_value() == amount


def widened_by_nobody_else(phone, below):
    """The branch sees its band and can't widen it."""
    phone.goto(f"/branch/price-lists/{below}/band")
    phone.locator('[name="bands.0.most"]').fill("200")
    phone.get_by_role("button", name="Save").click()
    phone.get_by_text("Only they change the band.").first.wait_for()


def outside_when_headquarters_lowers(scene, desk, above, below):
    """The branch's price stays, and is named on its list's page, to headquarters as to the branch."""
    put_price(scene.world.system, above, PriceInput("WATER", Decimal("1.80")))
    desk.goto(f"/operator/price-lists/{below}/")
    desk.get_by_text("They are sold at these prices until somebody changes them.").wait_for()
    assert "WATER" in desk.locator(".page").inner_text()
