"""At the checkout goods are held: for so long, for this buyer, once."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.models import Offer, Variant
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import CartHold
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.free_balances import free_supply
from dinghuo.inventory.queries.in_stock import in_stock
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.inventory.steps.drop_expired_holds import drop_expired_holds
from dinghuo.ordering.actions.clear_cart import clear_cart
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.actions.hold_cart import hold_cart
from dinghuo.ordering.actions.place_cart import OrderRequest, place_cart, preview_cart
from dinghuo.ordering.actions.place_order import place_order
from dinghuo.ordering.actions.release_cart import release_cart
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import Cart
from dinghuo.ordering.permissions import PLACE, VIEW
from dinghuo.organisations.models import Storefront
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.world import make_credit

TERMS = OrderRequest(payment_method="transfer")
pytestmark = pytest.mark.django_db


class Shop:
    """Two buyers, and five of TEA in stock; goods are held for ten minutes."""

    def __init__(self, minutes: int = 10, stock: int = 5) -> None:
        self.world = make_world()
        self.id = self.world.storefront.id
        make_goods(self.world.supplier, "TEA", stock=stock, price="1")
        self.hold_for(minutes)
        other = make_organisation(self.world.market.id, "buyer")
        make_credit(self.world.storefront, other, "10000")
        grants = dict.fromkeys([PLACE, VIEW])
        self.first, self.second = self.world.purchaser(), make_actor(other, grants, "Zhou Jie")

    def hold_for(self, minutes: int) -> None:
        with acting(self.world.system):
            Storefront.objects.filter(id=self.id).update(hold_minutes=minutes)

    def wants(self, actor, quantity: int) -> None:
        fill_cart(actor, self.id, [LineRequest("TEA", D(quantity))])

    def seen(self, actor) -> D:
        """What the buyer is told, everywhere the same."""
        with acting(actor):
            tea = Variant.objects.get(sku="TEA").id
            key = (tea, self.world.supplier.id)
            told = available(actor, [tea], buyer_id=actor.organisation_id).get(key, D(0))
            supply = free_supply(actor, [key])
            assert supply.free(*key, buyer_id=actor.organisation_id) == told
            offers = Offer.objects.filter(variant_id=tea).filter(
                in_stock(actor, self.id, actor.organisation_id)
            )
            assert offers.exists() == bool(told)
            return told

    def held(self) -> list[D]:
        with acting(self.world.system):
            assert verify_stock(self.world.system) == []
            return [row.quantity for row in CartHold.objects.order_by("id")]


def test_others_find_less_and_the_own_order_uses_it_up():
    shop = Shop()
    shop.wants(shop.first, 3)
    shop.wants(shop.second, 3)
    assert hold_cart(shop.first, shop.id).until is not None
    assert (shop.seen(shop.first), shop.seen(shop.second)) == (5, 2)
    with pytest.raises(OutOfStock) as refused:
        preview_cart(shop.second, shop.id, TERMS)
    assert refused.value.lines[0]["available"] == "2"
    with pytest.raises(OutOfStock):
        place_cart(shop.second, shop.id, TERMS)
    place_cart(shop.first, shop.id, TERMS)
    assert shop.held() == []
    assert shop.seen(shop.second) == 2


def test_leaving_clearing_and_time_free_it():
    shop = Shop()
    shop.wants(shop.first, 4)
    for leave in (release_cart, clear_cart):
        shop.wants(shop.first, 4)
        hold_cart(shop.first, shop.id)
        assert (shop.seen(shop.second), shop.held()) == (1, [4])
        leave(shop.first, shop.id)
        assert (shop.seen(shop.second), shop.held()) == (5, [])
    shop.wants(shop.first, 4)
    hold_cart(shop.first, shop.id)
    with acting(shop.world.system):
        CartHold.objects.update(expires_at=now() - timedelta(seconds=1))
    assert (shop.seen(shop.second), shop.held()) == (5, [4])
    with acting(shop.world.system):
        assert [drop_expired_holds(shop.world.system) for _time in "12"] == [1, 0]
    assert shop.held() == []


def test_opening_it_again_renews_it_with_what_the_cart_needs_then():
    shop = Shop()
    shop.wants(shop.first, 4)
    until = hold_cart(shop.first, shop.id).until
    assert until is not None
    assert timedelta(minutes=9) < until - now() <= timedelta(minutes=10)
    shop.wants(shop.first, 2)
    again = hold_cart(shop.first, shop.id).until
    assert again is not None
    assert again > until
    assert shop.held() == [2]
    with acting(shop.world.system):
        assert Cart.objects.get().held_until == again


def test_more_than_there_is_holds_what_there_is_and_nothing_twice():
    shop = Shop()
    shop.wants(shop.first, 4)
    shop.wants(shop.second, 4)
    assert hold_cart(shop.first, shop.id).short == []
    assert [each.sku for each in hold_cart(shop.second, shop.id).short] == ["TEA"]
    assert shop.held() == [4, 1]
    assert (shop.seen(shop.first), shop.seen(shop.second)) == (4, 1)


def test_the_buyers_other_orders_may_take_it():
    shop = Shop()
    shop.wants(shop.first, 4)
    hold_cart(shop.first, shop.id)
    request = OrderRequest(lines=[LineRequest("TEA", D(5))], payment_method="transfer")
    place_order(shop.first, request)
    assert (shop.seen(shop.first), shop.seen(shop.second)) == (0, 0)


def test_where_nothing_is_held_nothing_is_asked():
    shop = Shop(minutes=0)
    shop.wants(shop.first, 4)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert hold_cart(shop.first, shop.id).until is None
        place_cart(shop.first, shop.id, TERMS)
    assert not [query for query in asked.captured_queries if "inventory_carthold" in query["sql"]]
    shop.wants(shop.second, 1)
    shop.hold_for(10)
    hold_cart(shop.second, shop.id)
    shop.hold_for(0)
    assert shop.seen(shop.first) == 1


@pytest.mark.django_db(transaction=True)
def test_two_open_the_checkout_at_once(two_at_once):
    shop = Shop()
    for actor in (shop.first, shop.second):
        shop.wants(actor, 5)
    two_at_once(lambda: hold_cart(shop.first, shop.id), lambda: hold_cart(shop.second, shop.id))
    assert shop.held() == [5]


@pytest.mark.django_db(transaction=True)
def test_who_holds_and_who_orders_at_once_never_share(two_at_once):
    shop = Shop()
    for actor in (shop.first, shop.second):
        shop.wants(actor, 5)
    _held, placed = two_at_once(
        lambda: hold_cart(shop.first, shop.id), lambda: place_cart(shop.second, shop.id, TERMS)
    )
    if isinstance(placed, OutOfStock):
        assert shop.held() == [5]
        place_cart(shop.first, shop.id, TERMS)
    assert (shop.held(), shop.seen(shop.first)) == ([], 0)
