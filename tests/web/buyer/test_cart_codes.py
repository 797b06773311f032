"""Coupons in the cart: what they give, what nearly applies, and why a code gives nothing."""

from decimal import Decimal

import pytest

from tests.makers.promotions import make_promotion, promoter
from tests.web.buyer.conftest import text

D = Decimal
pytestmark = pytest.mark.django_db


def test_the_cart_shows_what_applies_and_why_a_code_gives_nothing(store):
    world = store.world
    make_promotion(promoter(world), "auto", value="10", least_amount=D(1))
    make_promotion(promoter(world), "far", value="500", benefit="amount", least_amount=D(100_000))
    make_promotion(promoter(world), "coded", value="5", benefit="amount", word="FIVE")
    store.put(3, 4)
    page = text(store.browser.get("/cart/"))
    assert "Promotion auto" in page
    assert "more for Promotion far" in page
    store.browser.post("/cart/codes/", {"code": "five"})
    store.browser.post("/cart/codes/", {"code": "nosuch"})
    page = text(store.browser.get("/cart/"))
    assert "Promotion coded" in page
    assert "NOSUCH: there is no such code" in page
    assert "NOSUCH" in text(store.browser.get("/checkout/"))
    store.browser.post("/cart/codes/", {"remove": "NOSUCH"})
    page = text(store.browser.get("/checkout/"))
    assert "Promotion coded" in page
    assert "NOSUCH" not in page
