"""Placing with promotions and coupons: what comes off, whose it is, and that no limit is passed."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.errors import DinghuoError
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.place_orders import Placement, place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.pricing.models import PriceList
from dinghuo.promotions.actions.make_coupons import make_coupons
from dinghuo.promotions.errors import CouponRefused
from dinghuo.promotions.models import Coupon, Discount, PromotionFund, Redemption
from tests.makers import make_goods, make_organisation, make_world
from tests.makers.promotions import make_promotion, promoter, sellers_promoter

D = Decimal
pytestmark = pytest.mark.django_db


def wanted(*lines: tuple, codes: tuple[str, ...] = (), **columns) -> OrderRequest:
    rows = [LineRequest(goods.sku, D(quantity)) for goods, quantity in lines]
    return OrderRequest(lines=rows, codes=codes, **{"payment_method": "credit", **columns})


@pytest.fixture
def world():
    return make_world()


def fund_of(world, key: str = "P1") -> PromotionFund:
    with acting(world.system):
        return PromotionFund.objects.get(promotion__key=key)


def test_a_discount_falls_on_the_lines_and_adds_up_everywhere(world):
    water = make_goods(world.supplier, price="3.33", stock=100)
    tea = make_goods(world.supplier, price="7.77", stock=100)
    make_promotion(sellers_promoter(world), value="10", benefit="amount", least_amount=D(20))
    placed = place_order(world.purchaser(), wanted((water, 3), (tea, 2)))
    [order] = placed.orders
    assert (order.subtotal, order.discount, order.total) == (D("25.53"), D("10.00"), D("15.53"))
    assert [line.discount for line in placed.lines] == [D("3.91"), D("6.09")]
    with acting(world.system):
        rows = Discount.objects.order_by("granted")
        assert [row.granted for row in rows] == [D("3.91"), D("6.09")]
        assert Redemption.objects.get().kept == D(10)
        assert CreditLine.objects.get(id=world.credit.id).used == D("15.53")


def test_who_bears_it_is_kept_with_every_line(world):
    goods = [make_goods(world.supplier, price="1.01", stock=100) for _ in range(3)]
    make_promotion(
        promoter(world),
        value="1",
        benefit="amount",
        platform_share=50,
        supplier_share=17,
        supplier=world.supplier.code,
    )
    place_order(world.purchaser(), wanted(*[(each, 1) for each in goods]))
    with acting(world.system):
        rows = list(Discount.objects.order_by("id"))
    assert sum(row.granted for row in rows) == D(1)
    assert all(row.by_seller + row.by_platform + row.by_supplier == row.kept for row in rows)
    assert sum(row.by_platform for row in rows) == pytest.approx(D("0.5"), abs=D("0.02"))


def test_a_seller_promotes_its_own_goods_only(world):
    other = make_organisation(world.market.id, "supplier")
    water, tea = make_goods(world.supplier, price="10", stock=100), make_goods(other, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="50")
    placed = place_order(world.purchaser(), wanted((water, 1), (tea, 1)))
    assert [order.total for order in placed.orders] == [D(5), D(10)]


def test_what_a_contract_prices_takes_none_unless_it_says_so(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    with acting(world.system):
        PriceList.objects.update(kind="contract", buyer=world.buyer)
    make_promotion(sellers_promoter(world), value="50")
    assert place_order(world.purchaser(), wanted((goods, 1))).group.total == D(10)
    with acting(world.system):
        PriceList.objects.update(promotable=True)
    assert place_order(world.purchaser(), wanted((goods, 1))).group.total == D(5)


def test_preview_shows_what_placing_grants(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="25", word="QUARTER", budget=D(100))
    request = wanted((goods, 4), codes=("quarter",))
    preview = preview_order(world.purchaser(), request)
    assert preview.total == D(30)
    assert [grant.offer.key for grant in preview.discounts.grants] == ["P1"]
    assert fund_of(world).spent == 0
    assert place_order(world.purchaser(), request).group.total == preview.total
    assert fund_of(world).spent == 10


@pytest.mark.parametrize(
    ("columns", "codes", "reason"),
    [
        ({}, ("NOSUCH",), "unknown"),
        ({"budget": D("0.99")}, ("HALF",), "used-up"),
        ({"least_amount": D(1000)}, ("HALF",), "below-minimum"),
    ],
)
def test_a_code_that_gives_nothing_is_refused_in_words(world, columns, codes, reason):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="50", word="HALF", **columns)
    with pytest.raises(CouponRefused) as told:
        place_order(world.purchaser(), wanted((goods, 1), codes=codes))
    assert [line["reason"] for line in told.value.lines] == [reason]
    assert codes[0] in str(told.value)


def test_who_has_used_a_code_as_often_as_may_be_is_told_so_whatever_else_is_granted(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), "P1", value="50", word="HALF", per_customer=2)
    make_promotion(sellers_promoter(world), "P2", value="10", budget=D(100))
    buyer, request = world.purchaser(), wanted((goods, 1), codes=("HALF",))
    for _ in range(2):
        place_order(buyer, request)
    with pytest.raises(CouponRefused) as told:
        place_order(buyer, request)
    assert [line["reason"] for line in told.value.lines] == ["already-used"]


def test_a_code_for_one_use_is_good_again_after_the_cancellation(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="50", needs_code=True, budget=D(50))
    [coupon] = make_coupons(sellers_promoter(world), "P1")
    buyer = world.purchaser()
    request = wanted((goods, 1), codes=(coupon.code.lower(),))
    placed = place_order(buyer, request)
    with pytest.raises(CouponRefused) as told:
        place_order(buyer, request)
    assert told.value.lines[0]["reason"] == "used-up"
    cancel_order(buyer, placed.orders[0].number, "Not needed")
    assert fund_of(world).spent == 0
    with acting(world.system):
        assert Coupon.objects.get().uses == 0
    assert place_order(buyer, request).group.total == D(5)


def test_first_order_is_for_the_first_order_only(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="50", first_order=True)
    buyer = world.purchaser()
    totals = [place_order(buyer, wanted((goods, 1))).group.total for _ in range(2)]
    assert totals == [D(5), D(10)]


def test_a_batch_hands_out_the_budget_in_turn(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="5", benefit="amount", budget=D(10))
    results = place_orders(world.purchaser(), [wanted((goods, 1)) for _ in range(4)])
    assert [each.group.total for each in results if isinstance(each, Placement)] == [5, 5, 10, 10]
    assert (fund_of(world).spent, fund_of(world).uses) == (10, 2)


def test_a_promotion_takes_one_statement_to_find_and_few_to_grant(world):
    goods = [make_goods(world.supplier, price="2", stock=90) for _ in range(30)]
    buyer = world.purchaser()

    def statements(number: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            place_orders(buyer, [wanted(*[(each, 1) for each in goods[:number]])] * 2)
        return len(asked)

    statements(1)
    without = statements(1)
    make_promotion(sellers_promoter(world), value="10")
    # The redemptions and the lines' discounts are written.
    assert statements(1) == statements(30) == without + 2
    make_promotion(sellers_promoter(world), "P2", value="10", budget=D(1000), per_customer=90)
    # What may run out is locked and taken as well.
    assert statements(1) == statements(30) == without + 4


@pytest.mark.django_db(transaction=True)
def test_at_once_no_more_is_given_than_there_is():
    world = make_world(limit="100000")
    goods = make_goods(world.supplier, price="100", stock=1000)
    make_promotion(sellers_promoter(world), value="50", benefit="amount", word="FIFTY", budget=D(250))
    buyer = world.purchaser()

    def go(_place: int) -> Decimal | str:
        try:
            return place_order(buyer, wanted((goods, 1), codes=("FIFTY",))).group.total
        except DinghuoError as refusal:
            return refusal.type
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as people:
        told = list(people.map(go, range(24)))
    assert (told.count(D(50)), told.count("coupon-refused")) == (5, 19)
    assert fund_of(world).spent == 250


@pytest.mark.django_db(transaction=True)
def test_each_customer_at_once_only_as_often_as_allowed():
    world = make_world(limit="100000")
    goods = make_goods(world.supplier, price="100", stock=1000)
    make_promotion(sellers_promoter(world), value="50", per_customer=2)
    buyer = world.purchaser()

    def go(_place: int) -> Decimal:
        try:
            return place_order(buyer, wanted((goods, 1))).group.total
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as people:
        assert sorted(people.map(go, range(8))) == [50, 50, *[100] * 6]
