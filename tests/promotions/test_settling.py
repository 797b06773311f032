"""Discounts after the order: cancelled, resized, refused - what was granted is kept or goes back."""

from decimal import Decimal
from random import Random

import pytest

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.models import Order
from dinghuo.ordering.steps.value_lines import line_value
from dinghuo.promotions.models import CustomerUse, Discount, PromotionFund, Redemption
from tests.makers import make_goods, make_organisation, make_world
from tests.makers.promotions import make_promotion, promoter, sellers_promoter

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def place(world, *lines, codes=()):
    rows = [LineRequest(goods.sku, D(quantity)) for goods, quantity in lines]
    return place_order(world.purchaser(), OrderRequest(lines=rows, payment_method="credit", codes=codes))


def state_of(world) -> tuple[Decimal, Decimal, Decimal]:
    """What stands in lines, what is kept of it, and what the budget says is given."""
    with acting(world.system):
        rows = list(Discount.objects.all())
        spent = sum(fund.spent for fund in PromotionFund.objects.all())
        kept = sum(row.kept for row in rows)
        assert kept == sum(each.kept for each in Redemption.objects.all()) == spent
        assert all(row.by_seller + row.by_platform + row.by_supplier == row.kept for row in rows)
        for order in Order.objects.prefetch_related("lines"):
            assert order.discount == sum(line.discount for line in order.lines.all())
            assert order.total == sum(line.total for line in order.lines.all())
            assert order.subtotal == sum(line.extended for line in order.lines.all())
        return sum(row.amount for row in rows), kept, spent


def test_refusing_a_part_gives_back_its_share(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="10", benefit="amount", budget=D(100))
    number = place(world, (goods, 3)).orders[0].number
    confirm_order(world.seller(), number, [LineAnswer(line=1, accept=D(2), refuse=D(1), reason="Short")])
    assert state_of(world) == (D(10), D("6.67"), D("6.67"))
    with acting(world.system):
        order = Order.objects.get()
        assert order.payable == D("13.33")
        assert CreditLine.objects.get(id=world.credit.id).used == D("13.33")


def test_mistake_6_cancelling_everything_in_any_order_gives_back_exactly_what_was_granted(world):
    other = make_organisation(world.market.id, "supplier")
    goods = [
        make_goods(seller, price="3.37", stock=500) for seller in (world.supplier, world.supplier, other)
    ]
    make_promotion(
        promoter(world), value="7.01", benefit="amount", budget=D(50), per_customer=1, platform_share=33
    )
    placed = place(world, *[(each, 7) for each in goods])
    assert state_of(world)[2] == D("7.01")
    system = world.system
    orders = [order.number for order in placed.orders]
    Random(6).shuffle(orders)
    for number in orders:
        confirm_order(
            system,
            number,
            [LineAnswer(line=1, accept=D(4), refuse=D(3), reason="Short")],
        )
        state_of(world)
        cancel_order(system, number, "Not needed")
        state_of(world)
    assert state_of(world) == (D("7.01"), 0, 0)
    with acting(system):
        assert CustomerUse.objects.get().uses == 0
        assert all(order.payable == 0 for order in Order.objects.all())
        assert CreditLine.objects.get(id=world.credit.id).used == 0


def test_fewer_ordered_keeps_its_share_and_more_gets_no_more(world):
    goods = make_goods(world.supplier, price="10", stock=100)
    make_promotion(sellers_promoter(world), value="9", benefit="amount", budget=D(100))
    order = place(world, (goods, 9)).orders[0]
    totals = []
    for quantity in ("6", "12"):
        with acting(world.system):
            version = Order.objects.get().version
        resize = [{"kind": "quantity", "line": 1, "quantity": quantity}]
        change = propose_change(world.purchaser(), order.number, version, resize, "Other plans")
        accept_change(world.seller(), change.id)
        state_of(world)
        with acting(world.system):
            totals.append(Order.objects.get().total)
    # Six of nine keep six of nine; twelve get nothing more.
    assert totals == [D(54), D(114)]


def test_without_tax_a_discount_is_what_the_goods_alone_cost_less(world):
    goods = make_goods(world.supplier, price="113", stock=100, tax_rate="0.13")
    make_promotion(sellers_promoter(world), value="10")
    placed = place(world, (goods, 1))
    line = placed.lines[0]
    line.order = placed.orders[0]
    assert (line.extended, line.discount, line.total, line.tax) == (113, D("11.30"), D("101.70"), D("11.70"))
    value = line_value(line)
    assert (value.extended, value.discount, value.tax, value.gross) == (100, 10, D("11.70"), D("101.70"))
