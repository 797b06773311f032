"""Promotions that free freight: when, for whom, at whose cost, within which limits, and what goes back."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.save_freight_term import FreightInput, save_freight_term
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.cart_terms import cart_terms
from dinghuo.ordering.queries.near_freight import near_freight
from dinghuo.promotions.errors import CouponRefused
from dinghuo.promotions.models import Discount, PromotionFund, Redemption
from dinghuo.promotions.queries.words import near_words
from tests.makers import make_goods, make_organisation, make_world
from tests.makers.promotions import make_promotion, promoter, sellers_promoter

D = Decimal
pytestmark = pytest.mark.django_db
FREE = {"benefit": "free_freight", "value": "0"}


@pytest.fixture
def world():
    world = make_world(limit="100000")
    charge(world, world.supplier, "20")
    return world


def charge(world, seller, amount: str, **columns):
    wanted = FreightInput(D(amount), seller=seller.code, tax_rate=D("0.09"), **columns)
    return save_freight_term(world.system, wanted)


def wanted(*lines: tuple, codes: tuple[str, ...] = ()) -> OrderRequest:
    rows = [LineRequest(goods.sku, D(quantity)) for goods, quantity in lines]
    return OrderRequest(lines=rows, codes=codes, payment_method="credit")


def kept(world) -> list[D]:
    with acting(world.system):
        assert verify_books(world.system) == []
        return [row.kept for row in Discount.objects.order_by("id")]


def test_from_an_amount_on_freight_is_free_and_below_it_says_what_lacks(world):
    goods = make_goods(world.supplier, stock=500)
    make_promotion(promoter(world), **FREE, least_amount=D(300), platform_share=50, budget=D(100))
    shown = preview_order(world.purchaser(), wanted((goods, 18)))
    [near] = shown.discounts.near
    assert (near.amount, near_words(near, "CNY")) == (120, "120.00 CNY more for free freight: Promotion P1.")
    assert shown.placement.orders[0].freight == 20
    placed = place_order(world.purchaser(), wanted((goods, 30)))
    [order] = placed.orders
    assert (order.freight, order.freight_tax, order.discount, order.total) == (0, 0, 0, 300)
    assert (order.freight_terms["amount"], order.freight_terms["freed"]) == ("20", "20")
    assert order.freight_terms["by"][0]["promotion"] == "P1"
    with acting(world.system):
        row, fund = Discount.objects.get(), PromotionFund.objects.get()
        assert (row.line_id, row.kept, row.by_seller, row.by_platform) == (order.id, 20, 10, 10)
        assert (fund.spent, fund.uses) == (20, 1)
    assert kept(world) == [20]


def test_with_the_order_the_budget_gets_it_back_and_not_before(world):
    goods = make_goods(world.supplier, stock=500)
    make_promotion(promoter(world), **FREE, budget=D(20), per_customer=1)
    buyer = world.purchaser()
    [order] = place_order(buyer, wanted((goods, 3))).orders
    assert place_order(buyer, wanted((goods, 3))).orders[0].freight == 20
    cancel_order(buyer, order.number, "Not needed")
    assert kept(world) == [0]
    with acting(world.system):
        assert Redemption.objects.get().kept == PromotionFund.objects.get().spent == 0
    assert place_order(buyer, wanted((goods, 3))).orders[0].freight == 0


def test_it_is_looked_at_last_and_frees_what_is_owed_once(world):
    goods = make_goods(world.supplier, stock=500)
    charge(world, world.supplier, "20", free_from=D(95))
    # Ten percent off brings the goods below what is sent for nothing: only then there is something to free.
    make_promotion(promoter(world), "first", **FREE, priority=50, most=D(15))
    make_promotion(promoter(world), "second", **FREE)
    make_promotion(sellers_promoter(world), "tenth", value="10")
    [order] = place_order(world.purchaser(), wanted((goods, 10))).orders
    assert (order.discount, order.freight, order.total) == (10, 0, 90)
    assert [each["amount"] for each in order.freight_terms["by"]] == ["15", "5"]
    assert sum(kept(world)) == 30


def test_a_seller_frees_its_own_freight_and_the_house_that_of_all(world):
    second = make_organisation(world.market.id, "supplier")
    mine, theirs = make_goods(world.supplier, stock=50), make_goods(second, "T", stock=50)
    charge(world, second, "8")
    make_promotion(sellers_promoter(world), "mine", **FREE, priority=1)
    orders = place_order(world.purchaser(), wanted((mine, 1), (theirs, 1))).orders
    assert [order.freight for order in orders] == [0, 8]
    make_promotion(promoter(world), "all", **FREE)
    orders = place_order(world.purchaser(), wanted((mine, 1), (theirs, 1))).orders
    assert [order.freight for order in orders] == [0, 0]
    with acting(world.system):
        assert Redemption.objects.get(promotion__key="all").seller_ids == [second.id]
    assert kept(world) == [20, 20, 8]


def test_a_code_for_what_is_free_already_says_so(world):
    goods = make_goods(world.supplier, stock=500)
    make_promotion(promoter(world), **FREE, word="SHIP")
    assert place_order(world.purchaser(), wanted((goods, 1), codes=("SHIP",))).orders[0].freight == 0
    charge(world, world.supplier, "0")
    with pytest.raises(CouponRefused, match="none to pay"):
        place_order(world.purchaser(), wanted((goods, 1), codes=("SHIP",)))


def test_the_last_of_a_budget_is_given_once(live, two_at_once):
    world = make_world()
    charge(world, world.supplier, "20")
    goods = make_goods(world.supplier, stock=500)
    make_promotion(promoter(world), **FREE, budget=D(30))
    buyers = [world.purchaser(), world.purchaser()]
    placed = two_at_once(*(lambda buyer=buyer: place_order(buyer, wanted((goods, 1))) for buyer in buyers))
    assert sorted(each.orders[0].freight for each in placed) == [0, 20]
    assert kept(world) == [20]


def test_the_cart_and_lines_typed_for_it_say_the_same_as_the_order(world):
    goods = make_goods(world.supplier, stock=500)
    charge(world, world.supplier, "20", free_from=D(500))
    make_promotion(promoter(world), **FREE, least_amount=D(300))
    buyer, shop = world.purchaser(), world.storefront

    def told():
        with acting(buyer):
            sheet = cart(buyer, shop.id, "CNY")
            terms = cart_terms(buyer, shop.id, sheet)
        return sheet.total, terms.freight, [gap.missing for gap in terms.freight_gaps], sheet.discounts.near

    with acting(buyer):
        asked = [LineRequest(goods.sku, D(20))]
        sheet, terms = near_freight(buyer, shop.id, "CNY", asked)
        assert (terms.freight, terms.freight_gaps[0].missing) == (20, 300)
        assert sheet.discounts.near[0].amount == 100
    set_cart_line(buyer, shop.id, goods.sku, D(20), "瓶", world.supplier.code)
    total, freight, missing, near = told()
    assert (total, freight, missing, [each.amount for each in near]) == (200, 20, [300], [100])
    set_cart_line(buyer, shop.id, goods.sku, D(30), "瓶", world.supplier.code)
    total, freight, missing, near = told()
    assert (total, freight, missing, near) == (300, 0, [], [])
