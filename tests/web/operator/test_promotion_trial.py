"""The operator tries a promotion on what a customer has in its cart now."""

import re
from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.organisations.models import Customer
from dinghuo.promotions.permissions import PERMISSIONS
from tests.makers import make_goods
from tests.makers.people import make_actor
from tests.makers.promotions import make_promotion
from tests.organisations.world import World
from tests.web.operator.test_pages import browser_of

pytestmark = pytest.mark.django_db


def test_it_says_what_would_come_off_and_who_is_no_customer():
    world = World()
    with acting(world.system):
        Customer.objects.create(market_id=world.market_id, buyer=world.buyer, storefront=world.storefront)
    make_goods(world.supplier, "TEA", price="10", stock=50)
    person = world.person(world.buyer, "buyer-purchaser")
    fill_cart(person, world.storefront.id, [LineRequest("TEA", Decimal(12))])
    make_promotion(make_actor(world.operator, PERMISSIONS), "ten")
    browser = browser_of(world, world.operator, "operator-admin")

    def told(code: str) -> str:
        page = browser.get("/operator/promotions/ten", {"customer": code}).content.decode()
        return re.sub(r"<[^>]+>", "", page[page.index('id="trial"') :][:3000])

    page = told(world.buyer.code)
    assert world.buyer.name in page
    assert "− ¥12.00" in page
    assert "¥120.00" in page
    assert "There is no customer NOBODY." in told("NOBODY")
    assert "There is nothing in its cart." in told(world.other_buyer.code)
