"""A customer sees how much of hot goods it may order before it orders, and a seller sets it on a screen."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas
from dinghuo.ordering.models import Quota
from tests.makers import make_actor, make_goods
from tests.web.buyer.conftest import text


@pytest.fixture
def store(store):
    store.goods = [make_goods(store.world.supplier, "WATER", price="1", stock=500)]
    seller = make_actor(store.world.supplier, ["ordering.set_quotas"])
    set_quotas(seller, [QuotaEntry("WATER", Decimal(24), "week")])
    return store


def test_it_is_told_with_the_goods_in_the_cart_and_at_checkout(store):
    store.place(20)
    told = "At most 24 瓶 a week; 4 left this week"
    for page in ("/goods/", "/goods/?view=rows", "/goods/?view=pad", "/goods/WATER/"):
        assert told in text(store.browser.get(page)), page
    store.put(10)
    cart = text(store.browser.get("/cart/"))
    assert "You may order 24 瓶 of it for now, 4 of that are left." in cart
    assert "Make it 4 瓶" in cart
    store.put(4)
    assert told in text(store.browser.get("/cart/"))


def test_the_seller_sets_it_and_takes_it_away_on_a_screen(store):
    seller = store.browser_of("supplier-admin", store.world.supplier)
    assert "Each week" in text(seller.get("/supplier/quotas"))
    typed = {"sku": "WATER", "quantity": "１２", "period": "day", "audience": "", "customer": ""}
    assert seller.post("/supplier/quotas", typed).status_code == 302
    with acting(store.world.system):
        assert [(each.quantity, each.period) for each in Quota.objects.all()] == [(12, "day")]
    wrong = text(seller.post("/supplier/quotas", typed | {"sku": "NONE", "quantity": "-1", "customer": "X"}))
    assert "be less than zero." in wrong
    wrong = text(seller.post("/supplier/quotas", typed | {"sku": "NONE", "customer": "X"}))
    assert "There is no article NONE." in wrong
    assert "There is no customer X." in wrong
    assert seller.post("/supplier/quotas", typed | {"remove": "1"}).status_code == 302
    with acting(store.world.system):
        assert not Quota.objects.exists()
    assert "No quotas" in text(seller.get("/supplier/quotas"))


def test_a_keeper_of_the_warehouse_has_no_such_page(store):
    keeper = store.browser_of("supplier-warehouse", store.world.supplier)
    assert keeper.get("/supplier/quotas").status_code == 403


def test_the_order_is_refused_in_words_at_the_door(store):
    store.put(4)
    store.place(22)
    page = text(store.browser.get("/checkout/", follow=True))
    assert "2 of that are left" in page or "Left for you" in page
