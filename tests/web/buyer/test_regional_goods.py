"""A dealer in Guangdong finds the regional goods by the initials of their pinyin; one in Tibet can't at all."""

import pytest
from django.test import Client

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach, save_assortment
from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import AssortmentKind, ProductState, ReachKind
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from dinghuo.organisations.models import Customer, Organisation
from dinghuo.web.buyer.typed import goods_value
from tests.makers.goods import make_price, make_stock
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db

#: Somebody's phone.
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
#: Two dozen in a stepper that stood at nothing.
WANTED = {"goods": goods_value("LC-310", "SUP", "罐", ""), "unit": "罐", "quantity": "24"}


@pytest.fixture
def world() -> World:
    world = World()
    save_category(world.system, "drinks", "饮料")
    row = ProductRow(
        code="LC",
        name="王老吉凉茶",
        category="drinks",
        base_unit="罐",
        state=ProductState.PUBLISHED,
        variants=[VariantRow("LC-310", offers=[OfferRow(world.supplier.id)])],
    )
    load_products(world.system, [row])
    with acting(world.system):
        variant = Variant.objects.get(sku="LC-310")
        for buyer in (world.buyer, world.other_buyer):
            Customer.objects.create(market_id=world.market_id, buyer=buyer, storefront=world.storefront)
    make_price(world.supplier, variant, "4", unit="罐")
    make_stock(world.supplier, variant, 500)
    save_organisation(world.system, world.buyer.id, "Corner shop", region_code="440106")
    save_organisation(world.system, world.other_buyer.id, "Other shop", region_code="540102")
    lines = [AssortmentLine(AssortmentKind.PRODUCT, "LC")]
    reaches = [Reach(ReachKind.EVERYBODY), Reach(ReachKind.REGION, "广东", excepted=True)]
    save_assortment(world.system, "local", AssortmentInput("Local", lines, reaches, denies=True))
    return world


def phone_of(world: World, buyer: Organisation) -> Client:
    browser = browser_at(world)
    sign_in(browser, world.member(buyer, "buyer-admin").person.phone)
    browser.defaults["HTTP_USER_AGENT"] = PHONE
    return browser


def test_guangdong_finds_it_by_initials_and_puts_it_into_the_cart(world: World) -> None:
    phone = phone_of(world, world.buyer)
    assert "LC-310" in phone.get("/goods/?q=wljlc").content.decode()
    assert phone.get("/goods/LC-310/").status_code == 200
    phone.post("/cart/lines/", WANTED)
    with acting(world.system):
        assert CartLine.objects.filter(buyer_id=world.buyer.id, variant__sku="LC-310").exists()


def test_tibet_finds_it_nowhere(world: World) -> None:
    phone = phone_of(world, world.other_buyer)
    for page in ("/", "/goods/", "/goods/?q=wljlc", "/goods/?q=王老吉", "/goods/?category=drinks&view=pad"):
        assert "LC-310" not in phone.get(page).content.decode()
    assert phone.get("/goods/LC-310/").status_code == 404
    assert phone.get("/goods/LC-310/price/").status_code == 404
    phone.post("/cart/lines/", WANTED)
    with acting(world.system):
        assert not CartLine.objects.filter(buyer_id=world.other_buyer.id).exists()
