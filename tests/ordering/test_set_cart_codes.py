"""Codes in a cart: kept once, taken out again, and never none or too many."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.set_cart_codes import MOST_CODES, set_cart_codes
from dinghuo.ordering.models import Cart
from tests.makers import make_world

pytestmark = pytest.mark.django_db


def test_a_code_is_kept_once_and_taken_out():
    world = make_world()
    buyer, shop = world.purchaser(), world.storefront.id
    for code in ("five", " FIVE ", "ten"):
        set_cart_codes(buyer, shop, add=code)
    with acting(world.system):
        assert Cart.objects.get().codes == ["FIVE", "TEN"]
    set_cart_codes(buyer, shop, remove="FIVE")
    with acting(world.system):
        assert Cart.objects.get().codes == ["TEN"]


def test_none_and_too_many_are_refused():
    world = make_world()
    buyer, shop = world.purchaser(), world.storefront.id
    with pytest.raises(Invalid):
        set_cart_codes(buyer, shop, add=" ")
    for place in range(MOST_CODES):
        set_cart_codes(buyer, shop, add=f"CODE{place}")
    with pytest.raises(Invalid):
        set_cart_codes(buyer, shop, add="ONEMORE")
    with pytest.raises(NotAllowed):
        set_cart_codes(world.seller(), shop, add="FIVE")
