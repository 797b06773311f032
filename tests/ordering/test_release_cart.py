"""Who leaves the checkout leaves the goods to others."""

import pytest

from dinghuo.foundation.errors import NotAllowed
from dinghuo.ordering.actions.hold_cart import hold_cart
from dinghuo.ordering.actions.release_cart import release_cart
from tests.makers import make_actor
from tests.ordering.test_hold_cart import Shop

pytestmark = pytest.mark.django_db


def test_it_frees_the_own_cart_only_and_twice_is_once():
    shop = Shop()
    for actor in (shop.first, shop.second):
        shop.wants(actor, 2)
        hold_cart(actor, shop.id)
    for _time in range(2):
        release_cart(shop.first, shop.id)
        assert shop.held() == [2]
    assert (shop.seen(shop.first), shop.seen(shop.second)) == (3, 5)


def test_who_may_not_order_may_not_hold_or_let_go():
    shop = Shop()
    for act in (hold_cart, release_cart):
        with pytest.raises(NotAllowed):
            act(make_actor(shop.world.buyer, ["ordering.view_orders"]), shop.id)
