"""The operator's people ask what any customer pays for anything, and how two answers differ."""

import re

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Customer
from dinghuo.pricing.models import Price, PriceList
from tests.makers import make_goods
from tests.makers.goods import ALWAYS
from tests.organisations.world import World
from tests.web.operator.test_pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    with acting(world.system):
        for buyer in (world.buyer, world.other_buyer):
            Customer.objects.create(market_id=world.market_id, buyer=buyer, storefront=world.storefront)
    return world


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.mark.parametrize("role", ["operator-admin", "operator-trade", "operator-representative"])
def test_two_customers_stand_side_by_side(world, role):
    goods = make_goods(world.supplier, "TEA", price="10", stock=5)
    with acting(world.system):
        deal = PriceList.objects.create(
            market_id=world.market_id,
            key="deal",
            name="Deal",
            kind="contract",
            seller=world.supplier,
            buyer=world.other_buyer,
            currency="CNY",
        )
        Price.objects.create(
            market_id=world.market_id, list=deal, variant=goods, unit="瓶", amount=8, valid=ALWAYS
        )
    asked = {"goods": "TEA", "customer": world.buyer.code, "customer_2": world.other_buyer.code}
    page = text(browser_of(world, world.operator, role).get("/operator/price-question", asked))
    assert "10.00" in page
    assert "8.00" in page
    assert "(-20 %)" in page


def test_goods_of_another_seller_than_offers_them(world):
    make_goods(world.supplier, "TEA", price="10", stock=5)
    operator = browser_of(world, world.operator, "operator-trade")
    asked = {"goods": "TEA", "customer": world.buyer.code, "seller": world.buyer.code}
    assert operator.get("/operator/price-question", asked).status_code == 422
    same = {"goods": "TEA", "customer": world.buyer.code, "day_2": "2035-01-01"}
    assert "Both pay the same" in text(operator.get("/operator/price-question", same))


def test_finance_is_not_asked_for_prices(world):
    finance = browser_of(world, world.operator, "operator-finance")
    assert finance.get("/operator/price-question").status_code == 403
