"""Prices shown with or without tax, by the customer or its storefront: everywhere the same, and the money as it was."""

from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.queries.cart import cart
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.models import Storefront
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines
from tests.makers import make_actor, make_goods, make_price, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def show(world, way, storefront=""):
    clerk = make_actor(world.operator, ["organisations.save_customer"])
    save_customer(clerk, world.buyer.id, world.storefront.id, None, 30, way)
    with acting(world.system):
        Storefront.objects.filter(id=world.storefront.id).update(shown_tax=storefront)


def answer(world, goods):
    buyer = world.purchaser()
    with acting(buyer):
        line = PriceLine("it", goods.id, world.supplier.id, "瓶", D(3))
        request = PriceRequest(world.buyer.id, "CNY", now(), [line], world.storefront.id)
        return price_lines(buyer, request)["it"]


def ordered(goods) -> OrderRequest:
    return OrderRequest([LineRequest(goods.sku, D(3))], "transfer")


@pytest.mark.parametrize(
    ("customer", "storefront", "amount", "included"),
    [
        ("", "", "10", True),
        ("", "excluded", "8.849558", False),
        ("excluded", "", "8.849558", False),
        ("included", "excluded", "10", True),
        ("excluded", "included", "8.849558", False),
    ],
)
def test_the_customers_word_comes_before_the_storefronts(world, customer, storefront, amount, included):
    goods = make_goods(world.supplier, price="10", stock=500)
    before = place_order(world.purchaser(), ordered(goods)).orders[0]
    show(world, customer, storefront)
    told = answer(world, goods)
    assert (told.told.amount, told.told.tax_included) == (D(amount), included)
    # What is reckoned with is the list's own.
    assert (told.amount, told.tax_included) == (10, True)
    placed = place_order(world.purchaser(), ordered(goods))
    order, line = placed.orders[0], placed.lines[0]
    assert (order.total, order.tax, line.unit_price) == (before.total, before.tax, 10)
    assert order.shown_tax == (customer or storefront)


def test_tiers_and_the_cart_are_shown_alike_and_come_to_the_same(world):
    goods = make_goods(world.supplier, price="10", stock=500)
    make_price(world.supplier, goods, "9", min_quantity=12)
    show(world, "excluded")
    told = answer(world, goods).told
    assert [tier.amount for tier in told.tiers] == [D("8.849558"), D("7.964602")]
    assert told.next_tier is not None
    assert told.next_tier.amount == D("7.964602")
    buyer = world.purchaser()
    set_cart_line(buyer, world.storefront.id, goods.sku, D(3))
    with acting(buyer):
        sheet = cart(buyer, world.storefront.id, "CNY")
    [row] = sheet.rows
    assert (row.shown_total, row.tax, row.total) == (D("26.55"), D("3.45"), 30)
    assert (sheet.shares[0].shown_total, sheet.shown_tax, sheet.total) == (D("26.55"), D("3.45"), 30)


def test_an_unknown_way_is_refused(world):
    with pytest.raises(Invalid):
        show(world, "gross")
