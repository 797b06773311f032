"""A customer that is exempt from a seller's tax: the same on every way to an order, kept with it, over by itself."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.foundation.clock import now, today
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.queries.cart import cart
from dinghuo.pricing.actions.taxes.end_exemption import end_exemption
from dinghuo.pricing.actions.taxes.save_exemption import ExemptionInput, save_exemption
from dinghuo.pricing.models import PriceList, TaxExemption
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines
from dinghuo.pricing.queries.taxes.exemptions import exemption, exemption_paper, exemptions
from dinghuo.pricing.rules.explain import replay
from dinghuo.pricing.rules.taxes import tax_told
from tests.makers import make_actor, make_goods, make_organisation, make_world

D = Decimal
PDF = b"%PDF-1.4\n%%EOF\n"
GRANTS = ["pricing.save_taxes", "pricing.see_taxes"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def clerk(world):
    return make_actor(world.supplier, GRANTS)


def exempt(world, **more) -> TaxExemption:
    told = {
        "buyer": world.buyer.code,
        "certificate": "MS-18",
        "starts_on": today("Asia/Shanghai") - timedelta(days=3),
    }
    return save_exemption(clerk(world), ExemptionInput(**told | {"paper": PDF} | more))


def of(*goods, price=None, quantity=1) -> OrderRequest:
    lines = [LineRequest(each.sku, D(quantity), price=price) for each in goods]
    return OrderRequest(lines, "transfer")


def test_price_cart_preview_batch_and_order_say_the_same(world):
    goods = make_goods(world.supplier, price="113", stock=500)
    exempt(world)
    buyer = world.purchaser()
    set_cart_line(buyer, world.storefront.id, goods.sku, D(2))
    with acting(buyer):
        asked = PriceLine("it", goods.id, world.supplier.id, "瓶", D(2))
        request = PriceRequest(world.buyer.id, "CNY", now(), [asked], world.storefront.id, rates=True)
        answer = price_lines(buyer, request)["it"]
        sheet = cart(buyer, world.storefront.id, "CNY")
    assert (answer.amount, answer.tax_included, answer.tax.source) == (100, False, "exempt")
    order = place_order(buyer, of(goods, quantity=2)).orders[0]
    both = place_orders(buyer, [of(goods, quantity=2), of(goods, quantity=2)])
    assert {sheet.total, preview_order(buyer, of(goods, quantity=2)).total, order.total} == {D(200)}
    assert [each.orders[0].total for each in both] == [200, 200]
    line = both[0].lines[0]
    assert (line.unit_price, line.tax_rate, line.tax, line.tax_included) == (100, 0, 0, False)
    assert tax_told(line.explanation, line.tax_rate).certificate == "MS-18"
    assert replay(line.explanation) == 100


def test_it_is_of_one_seller_and_the_goods_own_rate_comes_out(world):
    other = make_organisation(world.market.id, "supplier")
    food = make_goods(world.supplier, price="109", stock=50, tax_rate="0.09")
    theirs = make_goods(other, price="113", stock=50)
    exempt(world)
    orders = {order.seller_id: order for order in place_order(world.purchaser(), of(food, theirs)).orders}
    assert (orders[world.supplier.id].total, orders[world.supplier.id].tax) == (100, 0)
    assert (orders[other.id].total, orders[other.id].tax) == (113, 13)


def test_it_counts_at_the_moment_of_placement_and_ends_by_itself(world):
    goods = make_goods(world.supplier, price="113", stock=500)
    row = exempt(world, ends_on=today("Asia/Shanghai"))
    placed = place_order(world.purchaser(), of(goods)).orders[0]
    assert placed.total == 100
    with acting(world.system):
        # Its last day is over.
        TaxExemption.objects.filter(id=row.id).update(
            valid=DateTimeTZRange(row.valid[0], now() - timedelta(microseconds=1))
        )
    assert place_order(world.purchaser(), of(goods)).orders[0].total == 113
    with acting(world.system):
        placed.refresh_from_db()
        told = exemption(clerk(world), row.id)
    assert (placed.total, told.when) == (100, "past")


def test_ended_early_and_taken_away_before_it_begins(world):
    goods = make_goods(world.supplier, price="113", stock=500)
    row = exempt(world)
    end_exemption(clerk(world), row.id)
    assert place_order(world.purchaser(), of(goods)).orders[0].total == 113
    coming = exempt(world, certificate="MS-19", starts_on=date(2190, 1, 1), ends_on=date(2190, 2, 1))
    end_exemption(clerk(world), coming.id)
    with acting(world.system):
        assert [each.row.certificate for each in exemptions(clerk(world)).items] == ["MS-18"]


def test_a_price_given_by_a_person_and_a_list_without_tax(world):
    goods = make_goods(world.supplier, price="100", stock=500)
    on_request = make_goods(world.supplier, price=None, stock=500)
    with acting(world.system):
        PriceList.objects.filter(market_id=world.market.id).update(tax_included=False)
    assert place_order(world.purchaser(), of(goods)).orders[0].total == 113
    exempt(world)
    assert place_order(world.purchaser(), of(goods)).orders[0].total == 100
    seller = make_actor(
        world.operator, ["ordering.place_for_customer", "ordering.override_price", "ordering.place_order"]
    )
    wanted = of(on_request, price=D(70))
    order = place_order(seller, OrderRequest(wanted.lines, "transfer", buyer=world.buyer.code)).orders[0]
    assert (order.total, order.tax) == (70, 0)


def test_faults_are_told_at_once(world):
    with pytest.raises(Invalid) as refused:
        exempt(world, buyer="nobody", certificate=" ", paper=b"", ends_on=date(2025, 1, 1), note="x" * 201)
    assert {fault.path for fault in refused.value.faults} == {
        "buyer",
        "certificate",
        "paper",
        "ends_on",
        "note",
    }
    exempt(world)
    with pytest.raises(Invalid) as again:
        exempt(world, certificate="MS-20", ends_on=date(2199, 1, 1))
    assert [fault.code for fault in again.value.faults] == ["taken"]


def test_only_who_may_and_only_ones_own(world):
    row = exempt(world)
    with pytest.raises(NotAllowed):
        save_exemption(
            world.purchaser(), ExemptionInput(world.buyer.code, "MS-18", today("Asia/Shanghai"), paper=PDF)
        )
    rival = make_actor(make_organisation(world.market.id, "supplier"), GRANTS)
    buyer = make_actor(world.buyer, GRANTS)
    for stranger in (rival, buyer):
        with pytest.raises(NotFound):
            end_exemption(stranger, row.id)
    with acting(rival), pytest.raises(NotFound):
        exemption_paper(rival, row.id)
    with acting(buyer):
        assert exemption_paper(buyer, row.id)[0] == PDF
    with acting(rival):
        assert exemptions(rival).items == []


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_leave_one(world):
    faults = []

    def save(number):
        try:
            exempt(world, certificate=f"MS-{number}")
        except Invalid as taken:
            faults.append(taken)
        finally:
            connection.close()

    threads = [Thread(target=save, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acting(world.system):
        assert TaxExemption.objects.filter(market_id=world.market.id).count() == 1
    assert len(faults) == 4
