"""What quantities a seller asks of a customer: hard, soft with a fee, soft with a word; the same everywhere."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.remove_quantity_term import remove_quantity_term
from dinghuo.catalogue.actions.save_quantity_term import QuantityInput, save_quantity_term
from dinghuo.catalogue.models import Product
from dinghuo.catalogue.queries.assortment import Range
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.items import items
from dinghuo.catalogue.states import TermTarget, TermWhom
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.models import Level
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.queries.cart import cart
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember
from tests.makers import make_actor, make_goods, make_organisation, make_world

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def ask(world, **asked):
    seller = make_actor(world.supplier, ["catalogue.save_offer"])
    return save_quantity_term(seller, QuantityInput(**{"minimum": D(12)} | asked))


def of(goods, quantity) -> OrderRequest:
    return OrderRequest([LineRequest(goods.sku, D(quantity))], "transfer")


def faults(world, request) -> list[str]:
    with pytest.raises(Invalid) as refused:
        place_order(world.purchaser(), request)
    return [fault.code for fault in refused.value.faults]


def test_a_customers_minimum_and_step_count_instead_of_the_offers(world):
    goods = make_goods(world.supplier, price="1", stock=500)
    ask(world, whom=TermWhom.BUYER, named=world.buyer.code, multiple=D(6))
    assert faults(world, of(goods, 11)) == ["below-minimum"]
    assert faults(world, of(goods, 14)) == ["no-multiple"]
    assert place_order(world.purchaser(), of(goods, 18)).orders[0].fee == 0
    with pytest.raises(Invalid):
        preview_order(world.purchaser(), of(goods, 11))
    many = place_orders(world.purchaser(), [of(goods, 11), of(goods, 12)])
    assert isinstance(many[0], Invalid)
    assert many[1].orders[0].total == 12
    with acting(world.system):
        known = find_goods(world.purchaser(), world.storefront.id, [goods.sku])[goods.sku].offers[0]
        [shown] = items(world.purchaser(), [goods.id], Range(world.storefront.id, world.buyer.id))
        [other] = items(world.purchaser(), [goods.id], Range(world.storefront.id, None))
    assert (known.minimum, known.multiple) == (shown.offer.minimum, shown.offer.multiple) == (12, 6)
    assert (other.offer.minimum, other.offer.multiple) == (1, 1)


def test_a_smaller_minimum_for_one_customer(world):
    goods = make_goods(world.supplier, price="1", stock=500)
    ask(world, target=TermTarget.VARIANT, goods=goods.sku)
    assert faults(world, of(goods, 2)) == ["below-minimum"]
    mine = ask(world, whom=TermWhom.BUYER, named=world.buyer.code, minimum=D(2))
    assert place_order(world.purchaser(), of(goods, 2)).orders
    remove_quantity_term(make_actor(world.supplier, ["catalogue.save_offer"]), mine.id)
    assert faults(world, of(goods, 2)) == ["below-minimum"]


def test_the_nearest_customer_then_the_nearest_goods(world):
    goods = make_goods(world.supplier, price="1", stock=500)
    with acting(world.system):
        product = Product.objects.select_related("category").get(id=goods.product_id)
        group = CustomerGroup.objects.create(market_id=world.market.id, key="chains", name="Chains")
        CustomerGroupMember.objects.create(market_id=world.market.id, group=group, buyer=world.buyer)
        gold = Level.objects.create(market_id=world.market.id, key="gold", name="Gold", rank=1)
    grant_level(world.system, world.buyer.id, gold.id)
    for minimum, asked in (
        (3, {}),
        (4, {"target": TermTarget.CATEGORY, "goods": product.category.key}),
        (5, {"target": TermTarget.PRODUCT, "goods": product.code}),
        (6, {"target": TermTarget.VARIANT, "goods": goods.sku}),
        (7, {"whom": TermWhom.LEVEL, "named": "gold"}),
        (8, {"whom": TermWhom.GROUP, "named": "chains"}),
        (9, {"whom": TermWhom.BUYER, "named": world.buyer.code}),
        (10, {"whom": TermWhom.BUYER, "named": world.buyer.code, "storefront": world.storefront.key}),
    ):
        ask(world, minimum=D(minimum), **asked)
        assert faults(world, of(goods, minimum - 1)) == ["below-minimum"], minimum
        assert place_order(world.purchaser(), of(goods, minimum)).orders


def test_a_soft_minimum_costs_a_fee_that_all_sums_hold(world):
    goods = make_goods(world.supplier, price="10", stock=500)
    ask(world, soft=True, fee=D("5.45"), fee_tax_rate=D("0.09"), note="A box is opened for it")
    preview = preview_order(world.purchaser(), of(goods, 3))
    order = place_order(world.purchaser(), of(goods, 3)).orders[0]
    assert (order.fee, order.fee_tax, order.total, preview.total) == (
        D("5.45"),
        D("0.45"),
        D("35.45"),
        order.total,
    )
    [kept] = order.fees
    assert (kept["sku"], kept["threshold"], kept["total"]) == (goods.sku, "12", "3")
    assert place_order(world.purchaser(), of(goods, 12)).orders[0].fee == 0
    behalf = OrderRequest([LineRequest(goods.sku, D(3))], "transfer", buyer=world.buyer.code)
    assert place_order(world.representative(), behalf).orders[0].fee == 0


def test_a_soft_minimum_without_a_fee_is_told(world):
    goods = make_goods(world.supplier, price="10", stock=500)
    ask(world, soft=True, multiple=D(3))
    purchaser = world.purchaser()
    set_cart_line(purchaser, world.storefront.id, goods.sku, D(3))
    with acting(purchaser):
        [row] = cart(purchaser, world.storefront.id, "CNY").rows
    assert (row.fault, row.small.wish.minimum, row.wished, row.step) == (None, 12, 12, 3)
    assert place_order(purchaser, of(goods, 3)).orders[0].fees == []


def test_another_sellers_goods_are_not_meant(world):
    rival = make_organisation(world.market.id, "supplier")
    goods = make_goods(rival, price="1", stock=50)
    ask(world)
    assert place_order(world.purchaser(), of(goods, 1)).orders


def test_all_faults_at_once_and_only_ones_own(world):
    seller = make_actor(world.supplier, ["catalogue.save_offer"])
    with pytest.raises(Invalid) as refused:
        save_quantity_term(
            seller,
            QuantityInput(
                TermTarget.VARIANT, "none", TermWhom.BUYER, "", "nowhere", fee=D(5), fee_tax_rate=D(2)
            ),
        )
    assert {fault.path for fault in refused.value.faults} == {
        *("goods", "named", "storefront", "minimum", "fee", "fee_tax_rate")
    }
    with pytest.raises(NotAllowed):
        save_quantity_term(world.purchaser(), QuantityInput(minimum=D(2)))
    made = ask(world)
    rival = make_actor(make_organisation(world.market.id, "supplier"), ["catalogue.save_offer"])
    with pytest.raises(NotFound):
        remove_quantity_term(rival, made.id)
