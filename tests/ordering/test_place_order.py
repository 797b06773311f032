"""Placing an order: price, approval, stock and credit, all or nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.finance.errors import CreditExceeded
from dinghuo.finance.models import CreditLine
from dinghuo.foundation.clock import today
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.errors import (
    BelowMinimumOrder,
    OutOfStock,
    PaymentMethodUnavailable,
    PriceBelowFloor,
    PriceOnRequest,
)
from dinghuo.ordering.models import Order
from dinghuo.ordering.states import OrderState
from dinghuo.pricing.actions.manual.approve_price import approve_price
from dinghuo.pricing.actions.manual.give_price import GivenPrice, give_price
from dinghuo.pricing.actions.manual.set_floor import set_floor
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.days import ahead

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def lines(*wanted: tuple, **columns) -> OrderRequest:
    rows = [LineRequest(goods.sku, D(quantity), *rest) for goods, quantity, *rest in wanted]
    return OrderRequest(lines=rows, **{"payment_method": "credit", **columns})


def stock_of(world, variant) -> tuple[Decimal, Decimal]:
    with acting(world.system):
        stock = Stock.objects.get(variant=variant)
        return stock.on_hand, stock.reserved


def used(world) -> Decimal:
    with acting(world.system):
        return CreditLine.objects.get(id=world.credit.id).used


def test_thirty_lines_take_as_many_statements_as_one(world):
    goods = [make_goods(world.supplier, price="2", stock=90) for _ in range(30)]
    buyer = world.purchaser()
    place_order(buyer, lines(*[(each, 1) for each in goods[:2]]))
    counts = []
    for wanted in (goods[:1], goods[:5], goods):
        with CaptureQueriesContext(connection) as asked:
            place_order(buyer, lines(*[(each, 1) for each in wanted]))
        counts.append(len(asked))
    # Three settings and a savepoint are among them.
    assert len(set(counts)) == 1
    assert counts[0] <= 16


def test_one_order_per_seller_with_stock_reserved_and_credit_held(world):
    other = make_organisation(world.market.id, "supplier")
    water, tea = make_goods(world.supplier, price="1.42", stock=500, box=24), make_goods(other, stock=50)
    placed = place_order(
        world.purchaser(), lines((water, 2, "箱"), (tea, 5), (water, 3), requested_date=ahead(9))
    )
    assert [order.total for order in placed.orders] == [D("72.42"), D("50.00")]
    assert {order.group_number for order in placed.orders} == {placed.group.number}
    first, second, third = placed.lines
    assert (first.ordered, first.unit_price, first.extended) == (48, D("34.08"), D("68.16"))
    assert (second.position, second.ordered, third.position, third.ordered) == (2, 3, 1, 5)
    assert stock_of(world, water) == (500, 51)
    assert used(world) == D("122.42")
    assert placed.orders[0].state == OrderState.SUBMITTED
    with acting(world.system):
        assert list(EventRow.objects.values_list("kind", flat=True)) == ["order.placed"] * 2


def test_every_fault_is_told_at_once(world):
    goods = make_goods(world.supplier, stock=100, minimum=12, multiple=12)
    wanted = OrderRequest(
        lines=[
            LineRequest("NOPE", D(1)),
            LineRequest(goods.sku, D(-1)),
            LineRequest(goods.sku, D(5)),
            LineRequest(goods.sku, D(13)),
            LineRequest(goods.sku, D(12), "pallet"),
            LineRequest(goods.sku, D(12), None, "nobody"),
        ],
        payment_method="credit",
    )
    with pytest.raises(Invalid) as told:
        place_order(world.purchaser(), wanted)
    assert [(fault.path, fault.code) for fault in told.value.faults] == [
        ("lines.0.sku", "unknown"),
        ("lines.1.quantity", "positive"),
        ("lines.2.quantity", "below-minimum"),
        ("lines.3.quantity", "no-multiple"),
        ("lines.4.unit", "unknown"),
        ("lines.5.seller", "unknown"),
    ]
    assert "12" in told.value.faults[2].message
    assert "24" in told.value.faults[3].message


def test_what_could_be_ordered_is_said_in_whole_packs_and_loose_units(world):
    goods = make_goods(world.supplier, stock=100, box=24, minimum=6, multiple=6)
    wanted = lines((goods, "0.1", "箱"), (goods, "1.05", "箱"), (goods, "1.9", "箱"))
    with pytest.raises(Invalid) as told:
        place_order(world.purchaser(), wanted)
    assert [fault.message.rsplit("Make it ")[1] for fault in told.value.faults] == [
        "6 瓶.",
        "1 箱 + 6 瓶.",
        "2 箱.",
    ]


def test_short_stock_refuses_all_of_it_and_says_what_is_left(world):
    plenty, scarce = make_goods(world.supplier, stock=100), make_goods(world.supplier, stock=36)
    with pytest.raises(OutOfStock) as told:
        place_order(world.purchaser(), lines((plenty, 10), (scarce, 50)))
    assert told.value.lines[0]["available"] == "36"
    assert told.value.instead["lines"] == [{"sku": scarce.sku, "quantity": "36", "unit": "瓶"}]
    assert stock_of(world, plenty) == (100, 0)
    assert used(world) == 0


def test_what_could_be_ordered_instead_comes_in_the_packing_it_is_sold_in(world):
    some = make_goods(world.supplier, stock=40, minimum=12, multiple=12)
    few = make_goods(world.supplier, stock=10, minimum=12, multiple=12)
    with pytest.raises(OutOfStock) as told:
        place_order(world.purchaser(), lines((some, 60), (few, 12)))
    assert [line["available"] for line in told.value.lines] == ["40", "10"]
    assert told.value.instead == {"lines": [{"sku": some.sku, "quantity": "36", "unit": "瓶"}]}


def test_where_back_orders_are_taken_what_there_is_is_held(world):
    goods = make_goods(world.supplier, stock=36, backorder_allowed=True)
    placed = place_order(world.purchaser(), lines((goods, 50)))
    assert (placed.lines[0].ordered, placed.lines[0].held) == (50, 36)
    assert stock_of(world, goods) == (36, 36)


def test_services_need_no_stock(world):
    freight = make_goods(world.supplier, kind="service")
    assert place_order(world.purchaser(), lines((freight, 1))).lines[0].held == 0


def test_without_a_price_it_is_on_request(world):
    goods = make_goods(world.supplier, price=None, stock=10)
    with pytest.raises(PriceOnRequest, match=goods.name):
        place_order(world.purchaser(), lines((goods, 1)))


def test_credit_is_never_passed_and_the_refusal_says_what_is_left(world):
    goods = make_goods(world.supplier, price="100", stock=1000)
    place_order(world.purchaser(), lines((goods, 60)))
    with pytest.raises(CreditExceeded) as told:
        place_order(world.purchaser(), lines((goods, 41)))
    assert "4000" in str(told.value.instead)
    assert used(world) == 6000
    assert stock_of(world, goods) == (1000, 60)


def test_above_the_persons_limit_it_waits_with_everything_held(world):
    goods = make_goods(world.supplier, price="100", stock=50)
    placed = place_order(world.purchaser(limit="500"), lines((goods, 6)))
    assert (placed.orders[0].state, placed.orders[0].approval) == ("awaiting_approval", "pending")
    assert stock_of(world, goods) == (50, 6)
    assert place_order(world.purchaser(limit="500"), lines((goods, 5))).orders[0].approval == "not_needed"


def test_a_group_of_small_orders_does_not_pass_under_the_limit(world):
    others = [make_organisation(world.market.id, "supplier") for _ in range(2)]
    goods = [make_goods(other, price="100", stock=50) for other in others]
    placed = place_order(world.purchaser(limit="500"), lines((goods[0], 3), (goods[1], 3)))
    assert {order.approval for order in placed.orders} == {"pending"}


def test_a_representative_orders_for_a_customer_at_an_approved_price(world):
    goods = make_goods(world.supplier, price="10", stock=50)
    request = OrderRequest(
        lines=[LineRequest(goods.sku, D(4), price=D("2.55"))],
        payment_method="transfer",
        buyer=world.buyer.code,
    )
    placed = place_order(world.representative(), request)
    order, line = placed.orders[0], placed.lines[0]
    assert (order.buyer_id, order.placed_by_organisation_id) == (world.buyer.id, world.operator.id)
    assert (order.total, line.unit_price, line.list_price) == (D("10.20"), D("2.55"), D(10))
    assert line.explanation[0]["level"] == "override"


def test_a_price_below_the_floor_needs_somebody_elses_word_first(world):
    goods = make_goods(world.supplier, price="10", stock=50)
    seller = make_actor(
        world.supplier, ["pricing.set_floor", "pricing.give_price", "pricing.see_price_lists"]
    )
    set_floor(seller, D(90), None)
    low = OrderRequest(
        lines=[LineRequest(goods.sku, D(4), price=D("8.50"))],
        payment_method="transfer",
        buyer=world.buyer.code,
    )
    with pytest.raises(PriceBelowFloor) as refused:
        place_order(world.representative(), low)
    assert refused.value.lines == [{"line": 1, "sku": goods.sku, "name": goods.name, "least": "9"}]
    with pytest.raises(PriceBelowFloor):
        preview_order(world.representative(), low)
    high = replace(low, lines=[LineRequest(goods.sku, D(4), price=D(9))])
    assert place_order(world.representative(), high).lines[0].unit_price == 9
    asked = GivenPrice(world.buyer.code, goods.sku, D("8.50"), today("Asia/Shanghai"), "A fair")
    giving = {**world.representative().grants, "pricing.give_price": None, "pricing.price_for_customer": None}
    giver = replace(world.representative(), grants=giving)
    given = give_price(giver, replace(asked, seller=world.supplier.code))
    with pytest.raises(PriceBelowFloor):
        place_order(world.representative(), low)
    approve_price(make_actor(world.supplier, ["pricing.approve_price"]), given.number)
    assert place_order(world.representative(), low).lines[0].unit_price == D("8.50")
    placed = place_order(world.purchaser(), lines((goods, 4)))
    assert (placed.lines[0].unit_price, placed.lines[0].explanation[0]["level"]) == (D("8.50"), "manual")
    assert preview_order(world.purchaser(), lines((goods, 4))).total == 34


def test_prices_and_customers_need_their_grants(world):
    goods = make_goods(world.supplier, stock=50)
    with pytest.raises(NotAllowed):
        place_order(world.purchaser(), OrderRequest([LineRequest(goods.sku, D(1), price=D(1))], "credit"))
    with pytest.raises(NotAllowed):
        place_order(world.purchaser(), lines((goods, 1), buyer=world.buyer.code))
    with pytest.raises(NotAllowed):
        place_order(world.approver(), lines((goods, 1)))


def test_who_is_no_customer_here_cannot_order(world):
    goods = make_goods(world.supplier, stock=50)
    with pytest.raises(Invalid, match="buyer"):
        place_order(world.representative(), lines((goods, 1), buyer=world.supplier.code))


def test_the_storefronts_terms_hold():
    world = make_world(payment_methods=("transfer",), minimum_order=D(100))
    goods = make_goods(world.supplier, stock=50)
    with pytest.raises(PaymentMethodUnavailable) as told:
        place_order(world.purchaser(), lines((goods, 20)))
    assert told.value.instead == {"methods": ["transfer"]}
    with pytest.raises(BelowMinimumOrder) as short:
        place_order(world.purchaser(), lines((goods, 9), payment_method="transfer"))
    assert short.value.instead == {"missing": "10.00"}
    assert place_order(world.purchaser(), lines((goods, 10), payment_method="transfer")).orders


def test_two_buyers_after_the_last_piece(live, two_at_once):
    world = make_world()
    goods = make_goods(world.supplier, stock=1)

    def order():
        try:
            return place_order(world.purchaser(), lines((goods, 1))).orders[0].number
        except OutOfStock:
            return None

    numbers = two_at_once(order, order)
    assert len([number for number in numbers if number]) == 1
    assert stock_of(world, goods) == (1, 1)
    with acting(world.system):
        assert Order.objects.count() == 1
        assert CreditLine.objects.get(id=world.credit.id).used == 10


def test_what_comes_whole_is_not_ordered_in_parts(world):
    half = {"minimum": D("0.5"), "multiple": D("0.5")}
    water = make_goods(world.supplier, stock=500, box=24, **half)
    with pytest.raises(Invalid) as refused:
        place_order(world.purchaser(), lines((water, "0.5"), (water, "0.5", "箱")))
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [("lines.0.quantity", "divided")]
