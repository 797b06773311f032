"""A page of goods costs the same number of statements, however many rows it has."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.queries.shelf import shelf, shelf_product
from tests.makers import make_goods
from tests.makers.people import make_actor
from tests.makers.world import World, make_world

SEE = ("catalogue.see_products", "pricing.see_prices")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def skus(page) -> list[str]:
    return [row.item.sku for row in page.items]


def test_a_row_has_price_tiers_and_stock(world: World) -> None:
    make_goods(world.supplier, "A", price="1.5", stock=100, box=24, minimum=24)
    buyer = make_actor(world.buyer, SEE)
    with acting(buyer):
        [row] = shelf(buyer, world.storefront, world.buyer.id).items
    assert (row.item.sku, row.item.unit, row.unit) == ("A", "瓶", "箱")
    assert (row.price.amount, row.pack_price.amount, row.stock.quantity) == (Decimal("1.5"), 36, 100)
    assert row.offer.seller_code == world.supplier.code
    assert [(pack.unit, pack.factor) for pack in row.item.packs] == [("箱", 24)]


def test_who_may_not_see_prices_sees_none(world: World) -> None:
    make_goods(world.supplier, "A")
    visitor = make_actor(world.buyer, SEE[:1])
    with acting(visitor):
        [row] = shelf(visitor, world.storefront).items
    assert row.price is None


def test_only_what_is_in_stock(world: World) -> None:
    make_goods(world.supplier, "A", stock=1)
    make_goods(world.supplier, "B")
    buyer = make_actor(world.buyer, SEE)
    with acting(buyer):
        assert skus(shelf(buyer, world.storefront, world.buyer.id)) == ["A", "B"]
        assert skus(shelf(buyer, world.storefront, world.buyer.id, in_stock_only=True)) == ["A"]


def test_statements_do_not_grow_with_rows(world: World) -> None:
    buyer = make_actor(world.buyer, SEE)
    counts = []
    for number in (1, 40):
        for _ in range(number):
            make_goods(world.supplier, box=12, stock=5)
        with acting(buyer), CaptureQueriesContext(connection) as statements:
            page = shelf(buyer, world.storefront, world.buyer.id, Wanted(search="t"))
            assert page.items
        counts.append(len(statements))
    # Sets, synonyms, whether it may be a code, which goods, what they are, which offers may be told, prices, stock.
    assert counts[0] == counts[1] <= 8


def test_a_products_page(world: World) -> None:
    make_goods(world.supplier, "A", stock=3)
    buyer = make_actor(world.buyer, SEE)
    with acting(buyer):
        page = shelf_product(buyer, world.storefront, world.buyer.id, "A")
        assert page.shown.price.amount == 10
        assert [each.stock.quantity for each in page.offers] == [3]
        assert [step.key for step in page.sheet.trail] == ["all"]
        with pytest.raises(NotFound):
            shelf_product(buyer, world.storefront, world.buyer.id, "nothing")
