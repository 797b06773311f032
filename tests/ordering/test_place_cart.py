"""Placing the cart: whole, once, and at the total that was seen."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.actions.place_cart import OrderRequest, place_cart, preview_cart
from dinghuo.ordering.errors import CartEmpty, OutOfStock, PriceChanged
from dinghuo.ordering.models import Order
from dinghuo.ordering.queries.cart import cart
from tests.makers import World, make_goods, make_organisation, make_world

TERMS = OrderRequest(payment_method="transfer", reference="PO-1")

pytestmark = pytest.mark.django_db


def filled(world: World, actor: Actor, quantity: str = "5") -> None:
    other = make_organisation(world.market.id, "supplier")
    goods = [make_goods(world.supplier, stock=100), make_goods(other, stock=100)]
    fill_cart(actor, world.storefront.id, [LineRequest(each.sku, D(quantity)) for each in goods])


def lines_left(world: World, actor: Actor) -> int:
    with acting(actor):
        return len(cart(actor, world.storefront.id, "CNY"))


def test_the_cart_becomes_an_order_for_each_seller_and_is_empty_then():
    world = make_world()
    actor = world.purchaser()
    filled(world, actor)
    placed = place_cart(actor, world.storefront.id, TERMS, seen_total=D(100))
    assert [order.total for order in placed.orders] == [D(50), D(50)]
    assert {order.reference for order in placed.orders} == {"PO-1"}
    assert lines_left(world, actor) == 0


def test_a_second_press_orders_nothing():
    world = make_world()
    actor = world.purchaser()
    filled(world, actor)
    place_cart(actor, world.storefront.id, TERMS)
    with pytest.raises(CartEmpty):
        place_cart(actor, world.storefront.id, TERMS)


def test_another_total_than_was_seen_is_refused():
    world = make_world()
    actor = world.purchaser()
    filled(world, actor)
    with pytest.raises(PriceChanged) as refused:
        place_cart(actor, world.storefront.id, TERMS, seen_total=D(99))
    assert refused.value.instead == {"total": "100.00"}
    assert lines_left(world, actor) == 2


def test_what_is_refused_leaves_the_cart_as_it_was():
    world = make_world()
    actor = world.purchaser()
    filled(world, actor, "101")
    with pytest.raises(OutOfStock):
        place_cart(actor, world.storefront.id, TERMS)
    assert lines_left(world, actor) == 2


def test_a_preview_only_reads():
    world = make_world()
    actor = world.purchaser(limit="50")
    filled(world, actor)
    with CaptureQueriesContext(connection) as asked:
        preview = preview_cart(actor, world.storefront.id, TERMS)
    assert not [
        query for query in asked.captured_queries if "UPDATE" in query["sql"] or "INSERT" in query["sql"]
    ]
    assert (preview.total, preview.needs_approval) == (D(100), True)
    with acting(world.system):
        assert not Order.objects.filter(market_id=world.market.id).exists()
    assert lines_left(world, actor) == 2


def test_who_may_not_order_has_no_cart_to_place():
    world = make_world()
    with pytest.raises(NotAllowed):
        place_cart(world.approver(), world.storefront.id, TERMS)


def test_two_presses_at_once_place_it_once(two_at_once):
    world = make_world()
    actor = world.purchaser()
    filled(world, actor)
    outcomes = two_at_once(*[lambda: place_cart(actor, world.storefront.id, TERMS)] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["CartEmpty", "Placement"]
