"""Kits on screens: what is in them, in the cart, on the order of either side."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.queries.kits import kept_kit
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from tests.makers import make_goods
from tests.web.buyer.conftest import ADMIN, text


@pytest.fixture
def kit(store):
    """An article with a price of 25 made of one of the first goods and two of the second."""
    made = make_goods(store.world.supplier, price="25")
    parts = [PartWanted(each.sku, Decimal(n)) for n, each in enumerate(store.goods[:2], 1)]
    save_kit(store.world.system, made.sku, KitPricing.WHOLE, parts)
    return made


def test_a_buyer_sees_what_is_in_it_and_orders_it_as_one_line(store, kit):
    page = text(store.browser.get(f"/goods/{kit.sku}/"))
    assert "It has one price for all of it." in page
    assert store.goods[0].name in page
    store.goods.insert(0, kit)
    store.put(3)
    for address in ("/cart/", "/checkout/"):
        page = text(store.browser.get(address))
        assert "2 parts" in page
        assert "75" in page


def test_the_order_names_the_kit_above_its_lines_to_both_sides(store, kit):
    actor = store.world.person(store.buyer, ADMIN)
    request = OrderRequest(lines=[LineRequest(kit.sku, Decimal(3))], payment_method="credit")
    number = place_order(actor, request).orders[0].number
    seller = store.browser_of("supplier-admin", store.world.supplier)
    for page in (
        text(store.browser.get(f"/orders/{number}/")),
        text(seller.get(f"/supplier/orders/{number}")),
    ):
        assert page.count('class="kit-row"') == 1
        assert kit.name in page
    store.browser.post(f"/orders/{number}/again/")
    page = text(store.browser.get("/cart/"))
    assert kit.sku in page
    assert "2 parts" in page


def test_a_seller_makes_a_kit_by_typing_its_parts(store):
    seller = store.browser_of("supplier-admin", store.world.supplier)
    sku, (one, two) = store.goods[2].sku, store.goods[:2]
    typed = {"parts": f"{one.sku} 2\r\n{two.sku}\r\n", "by_parts": "1"}
    assert seller.post(f"/supplier/goods/{sku}/kit", typed).status_code == 302
    with acting(store.world.system):
        kit = kept_kit(store.world.system, sku)
    assert kit.by_parts
    assert [(part.sku, part.quantity) for part in kit.parts] == [(one.sku, 2), (two.sku, 1)]
    assert f"{one.sku} 2" in text(seller.get(f"/supplier/goods/{sku}"))
    wrong = seller.post(f"/supplier/goods/{sku}/kit", {"parts": f"NOPE 1\n{one.sku} many"})
    assert wrong.status_code == 422
    assert "You sell no article NOPE" in text(wrong)
