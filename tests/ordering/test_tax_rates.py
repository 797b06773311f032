"""Which tax rate counts for an order: of its goods, where they go, on the day; the same on every way to it."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection

from dinghuo.catalogue.actions.remove_tax_rate import remove_tax_rate
from dinghuo.catalogue.actions.save_tax_rate import TaxRateInput, save_tax_rate
from dinghuo.catalogue.models import Category, Product, TaxRate
from dinghuo.catalogue.queries.assortment import Range
from dinghuo.catalogue.queries.items import items
from dinghuo.catalogue.queries.tax_rates import tax_rates
from dinghuo.catalogue.states import TaxTarget
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.queries.cart import cart
from dinghuo.organisations.models import Address
from tests.makers import make_actor, make_goods, make_world

D = Decimal
pytestmark = pytest.mark.django_db
LONG_AGO = date(2026, 1, 1)


@pytest.fixture
def world():
    return make_world()


def keep(world, rate, **more):
    clerk = make_actor(world.operator, ["catalogue.save_tax_rate", "catalogue.see_products"])
    return save_tax_rate(clerk, TaxRateInput(**{"rate": D(rate), "starts_on": LONG_AGO} | more))


def address(world, region_code, is_default=False):
    with acting(world.system):
        if is_default:
            Address.objects.filter(organisation=world.buyer).update(is_default=False)
        return Address.objects.create(
            market_id=world.market.id,
            organisation=world.buyer,
            contact="Li",
            phone="13800000000",
            region_code=region_code,
            province="海南省",
            city="海口市",
            district="秀英区",
            street="1",
            is_default=is_default,
        )


def of(goods, where=None) -> OrderRequest:
    return OrderRequest([LineRequest(goods.sku, D(1))], "transfer", address_id=where.id if where else None)


def line(world, request):
    [placement] = place_orders(world.purchaser(), [request])
    if isinstance(placement, Exception):
        raise placement
    return placement.lines[0]


def test_the_nearest_goods_count_then_the_nearest_region(world):
    goods = make_goods(world.supplier, price="113", stock=500)
    where = address(world, "460105")
    with acting(world.system):
        product = Product.objects.get(id=goods.product_id)
        category = Category.objects.get(id=product.category_id)
    assert line(world, of(goods, where)).tax_rate == D("0.13")
    for rate, more in (
        ("0.10", {}),
        ("0.09", {"region_code": "46"}),
        ("0.08", {"region_code": "4601"}),
        ("0.07", {"target": TaxTarget.CATEGORY, "goods": category.key}),
        ("0.06", {"target": TaxTarget.CATEGORY, "goods": category.key, "region_code": "46"}),
        ("0.05", {"target": TaxTarget.PRODUCT, "goods": product.code}),
        ("0.04", {"target": TaxTarget.PRODUCT, "goods": product.code, "region_code": "460105"}),
    ):
        keep(world, rate, **more)
        assert line(world, of(goods, where)).tax_rate == D(rate), more
    keep(world, "0.01", target=TaxTarget.PRODUCT, goods=product.code, region_code="44")
    assert line(world, of(goods, where)).tax_rate == D("0.04")


def test_shelf_cart_preview_batch_and_order_say_the_same(world):
    goods = make_goods(world.supplier, price="109", stock=500)
    here = address(world, "460105", is_default=True)
    keep(world, "0.09", region_code="46")
    buyer = world.purchaser()
    with acting(buyer):
        shown = Range(storefront_id=world.storefront.id, buyer_id=world.buyer.id)
        assert items(buyer, [goods.id], shown)[0].tax_rate == D("0.09")
    set_cart_line(buyer, world.storefront.id, goods.sku, D(1))
    with acting(buyer):
        total = cart(buyer, world.storefront.id, "CNY").total
    preview = preview_order(buyer, of(goods))
    order = place_order(buyer, of(goods)).orders[0]
    assert (total, preview.total, order.total, order.tax) == (109, 109, 109, 9)
    elsewhere = address(world, "440305")
    both = place_orders(buyer, [of(goods, here), of(goods, elsewhere), of(goods)])
    assert [each.lines[0].tax_rate for each in both] == [D("0.09"), D("0.13"), D("0.09")]
    assert all(
        order.total == sum(line.total for line in each.lines) for each in both for order in each.orders
    )


def test_a_rate_counts_from_its_day_and_orders_keep_theirs(world):
    goods = make_goods(world.supplier, price="100", stock=500)
    today = date.today()
    keep(world, "0.09")
    before = line(world, of(goods))
    keep(world, "0.06", starts_on=today + timedelta(days=30), ends_on=today + timedelta(days=60))
    assert line(world, of(goods)).tax_rate == D("0.09")
    clerk = make_actor(world.operator, ["catalogue.see_products"])
    with acting(clerk):
        kept = [(each.when, each.rate.rate, each.ends_on) for each in tax_rates(clerk)]
    assert [each[0] for each in kept] == ["now", "later", "later"]
    # What was said before comes back when the time of the new rate is over.
    assert sorted(kept, key=lambda each: str(each[2])) == [
        ("now", D("0.09"), today + timedelta(days=29)),
        ("later", D("0.06"), today + timedelta(days=60)),
        ("later", D("0.09"), None),
    ]
    keep(world, "0.03", starts_on=today - timedelta(days=1))
    assert line(world, of(goods)).tax_rate == D("0.03")
    assert before.tax_rate == D("0.09")


def test_without_a_rate_the_products_counts_again(world):
    goods = make_goods(world.supplier, price="100", stock=500)
    row = keep(world, "0.09")
    clerk = make_actor(world.operator, ["catalogue.save_tax_rate"])
    remove_tax_rate(clerk, row.id)
    assert line(world, of(goods)).tax_rate == D("0.13")
    with pytest.raises(NotFound):
        remove_tax_rate(clerk, row.id)


def test_faults_are_told_at_once_and_only_who_may_keeps_rates(world):
    with pytest.raises(Invalid) as refused:
        keep(
            world,
            "1.30",
            target=TaxTarget.PRODUCT,
            goods="none",
            region_code="00",
            ends_on=date(2025, 1, 1),
        )
    assert {fault.path for fault in refused.value.faults} == {"rate", "goods", "region", "ends_on"}
    with pytest.raises(NotAllowed):
        save_tax_rate(world.purchaser(), TaxRateInput(D("0.09"), LONG_AGO))
    rival = make_actor(world.supplier, ["catalogue.save_tax_rate"])
    with pytest.raises(NotAllowed):
        save_tax_rate(rival, TaxRateInput(D("0.09"), LONG_AGO))
    row = keep(world, "0.09")
    with pytest.raises(NotFound):
        remove_tax_rate(rival, row.id)


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_leave_no_instant_with_two_rates(world):
    def save(rate):
        try:
            keep(world, rate)
        finally:
            connection.close()

    threads = [Thread(target=save, args=(f"0.0{n}",)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acting(world.system):
        assert TaxRate.objects.filter(market_id=world.market.id).count() == 1
