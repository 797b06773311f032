"""Sums as a reader adds them up by hand: goods − discount + fee + freight + tax on top = total."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.save_order_minimum import MinimumInput, save_order_minimum
from dinghuo.ordering.queries.sums import order_sums, shared_discount
from dinghuo.ordering.rules.amounts import TaxedLine, line_amounts
from dinghuo.ordering.rules.sums import Charges, sums_of
from tests.makers import make_goods, make_world
from tests.makers.promotions import make_promotion, promoter
from tests.ordering.test_shown_tax import show

D = Decimal
RATES = st.sampled_from([D(0), D("0.03"), D("0.06"), D("0.09"), D("0.13")])
CENTS = st.integers(0, 10**9).map(lambda n: D(n).scaleb(-2))


@st.composite
def taxed_lines(draw):
    price = D(draw(st.integers(1, 10**9))).scaleb(-6)
    quantity = D(draw(st.integers(1, 10_000)))
    rate, included = draw(RATES), draw(st.booleans())
    whole = line_amounts(price, quantity, D(0), rate, included, "CNY").extended
    discount = D(draw(st.integers(0, int(whole * 100)))).scaleb(-2) if draw(st.booleans()) else D(0)
    return TaxedLine(line_amounts(price, quantity, discount, rate, included, "CNY"), rate, included)


@given(st.lists(taxed_lines(), max_size=8), CENTS, CENTS, st.booleans())
def test_any_lines_add_up(lines, fee, freight, without_tax):
    sums = sums_of(lines, Charges(fee, freight), without_tax, "CNY")
    charged = sum((line.amounts.total for line in lines), D(0)) + fee + freight
    assert sums.total == charged
    assert sums.goods - sums.discount + sums.fee + sums.freight + sums.on_top == charged
    assert sums.discount >= 0
    assert bool(sums.discount) <= any(line.taxable != line.amounts.extended for line in lines)
    assert sums.tax == sum((line.amounts.tax for line in lines), D(0))
    rows = (line.amounts.total - line.amounts.tax * without_tax for line in lines)
    assert sums.goods - sums.discount == sum(rows, D(0))


def test_a_net_list_shown_with_tax_and_a_gross_one_without():
    net = TaxedLine(line_amounts(D(100), D(1), D(20), D("0.13"), False, "CNY"), D("0.13"), False)
    gross = TaxedLine(line_amounts(D(113), D(1), D("11.30"), D("0.13"), True, "CNY"), D("0.13"), True)
    told = sums_of([net, gross], Charges(), False, "CNY")
    assert (told.goods, told.discount, told.on_top, told.total) == (226, D("33.90"), 0, D("192.10"))
    told = sums_of([net, gross], Charges(), True, "CNY")
    assert (told.goods, told.discount, told.on_top, told.total) == (200, 30, D("22.10"), D("192.10"))


def test_a_discount_is_shared_out_as_it_is_shown():
    assert shared_discount(D(10), D(10), [D(4), D(6)], "CNY") == [4, 6]
    assert shared_discount(D("8.85"), D(10), [D(4), D(6)], "CNY") == [D("3.54"), D("5.31")]
    assert shared_discount(D(0), D(0), [], "CNY") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("shown", "goods", "discount"), [("", 100, 10), ("excluded", "88.50", "8.85")])
def test_an_order_with_a_fee_and_a_discount(shown, goods, discount):
    world = make_world()
    article = make_goods(world.supplier, price="10", stock=500)
    show(world, shown)
    make_promotion(promoter(world), "ten", value="10")
    wanted = MinimumInput(seller=world.supplier.code, threshold=D(500), fee=D(20), fee_tax_rate=D("0.06"))
    save_order_minimum(world.system, wanted)
    request = OrderRequest([LineRequest(article.sku, D(10))], "transfer")
    order = place_order(world.purchaser(), request).orders[0]
    with acting(world.system):
        told = order_sums(order)
        assert (told.total, told.tax, told.without_tax) == (order.total, order.tax, bool(shown))
        assert (told.goods, told.discount, told.fee) == (D(goods), D(discount), 20)
        assert told.total == 110
        # As papers say it: everything without tax.
        net = order_sums(order, without_tax=True)
        assert (net.goods, net.discount, net.total) == (D("88.50"), D("8.85"), 110)
