"""Optional parts on screens: chosen on the product's page, in quick order and in the cart, named on the order."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import CartLine
from dinghuo.papers.queries.render_paper import render_paper
from dinghuo.web.buyer.typed import goods_value
from tests.makers import make_goods
from tests.web.buyer.conftest import ADMIN, text


@pytest.fixture
def kit(store):
    """An article with a price of 25 made of one of the first goods; two of the second may come along."""
    made = make_goods(store.world.supplier, price="25")
    one, two = store.goods[:2]
    parts = [PartWanted(one.sku, Decimal(1)), PartWanted(two.sku, Decimal(2), optional=True)]
    save_kit(store.world.system, made.sku, KitPricing.WHOLE, parts)
    return made


def lines(store):
    with acting(store.world.system):
        return list(CartLine.objects.order_by("id").values_list("variant__sku", "quantity", "options"))


def option_name(store):
    return store.goods[1].name


def test_the_page_follows_what_is_chosen_and_its_stepper_carries_it(store, kit):
    option = store.goods[1].sku
    page = text(store.browser.get(f"/goods/{kit.sku}/"))
    assert "Optional parts" in page
    assert 'name="option"' in page
    chosen = text(store.browser.get(f"/goods/{kit.sku}/?configured=1&option={option}"))
    assert f'value="{option}" checked' in chosen
    assert f"\t+\t{option}" in chosen
    packed = goods_value(kit.sku, store.world.supplier.code, "瓶", "", [option])
    store.browser.post("/cart/lines/", {"goods": [packed], "unit": ["瓶"], "quantity": ["3"]})
    assert lines(store) == [(kit.sku, 3, [option])]
    # A list's stepper doesn't ask: what stands in the cart stays.
    plain = goods_value(kit.sku, store.world.supplier.code, "瓶", "3")
    store.browser.post("/cart/lines/", {"goods": [plain], "unit": ["瓶"], "quantity": ["4"]})
    assert lines(store) == [(kit.sku, 4, [option])]
    other = text(store.browser.get(f"/goods/{kit.sku}/?configured=1"))
    assert f"In your cart are 4 瓶 with {option_name(store)}." in other
    assert "what you put in here replaces it" in other
    # Pressed all the same it says what became of the choice, and the page doesn't say any more what was.
    replaced = {"goods": [goods_value(kit.sku, store.world.supplier.code, "瓶", "4", [])], "stepper": "goods"}
    typed = replaced | {"unit": ["瓶"], "quantity": ["5"]}
    answer = text(store.browser.post("/cart/lines/", typed, headers={"HX-Request": "true"}))
    assert "All 5 瓶 come without any now" in answer
    assert '<div id="kit-choice" hx-swap-oob="true"></div>' in answer
    assert lines(store) == [(kit.sku, 5, [])]


def test_the_cart_changes_options_with_and_without_scripts(store, kit):
    option = store.goods[1].sku
    store.goods.insert(0, kit)
    store.put(3)
    page = text(store.browser.get("/cart/"))
    assert f'value="{kit.sku}&#9;{option}"' in page or f'value="{kit.sku}\t{option}"' in page
    packed = goods_value(kit.sku, store.world.supplier.code, "瓶", "3")
    typed = {"goods": [packed], "unit": ["瓶"], "quantity": ["3"], "configured": [kit.sku]}
    store.browser.post("/cart/lines/", typed | {"part": [f"{kit.sku}\t{option}"]})
    assert lines(store) == [(kit.sku, 3, [option])]
    page = text(store.browser.get("/cart/"))
    assert "2 parts" in page
    answer = store.browser.post("/cart/lines/", typed | {"stepper": "cart"}, headers={"HX-Request": "true"})
    assert "1 part" in text(answer)
    assert lines(store) == [(kit.sku, 3, [])]


def test_what_is_taken_out_comes_back_with_its_options(store, kit):
    option = store.goods[1].sku
    packed = goods_value(kit.sku, store.world.supplier.code, "瓶", "", [option])
    store.browser.post("/cart/lines/", {"goods": [packed], "unit": ["瓶"], "quantity": ["3"]})
    store.browser.post("/cart/clear/")
    assert lines(store) == []
    undo = goods_value(kit.sku, store.world.supplier.code, "瓶", "3", [option])
    store.browser.post("/cart/restore/", query_params={"goods": [undo]})
    assert lines(store) == [(kit.sku, 3, [option])]


def test_quick_order_asks_for_options(store, kit):
    option = store.goods[1].sku
    page = text(store.browser.post("/quick-order/", {"lines": f"{kit.sku} 2"}))
    assert 'name="part"' in page
    typed = {
        "add": "1",
        "lines": f"{kit.sku} 2",
        "goods": [goods_value(kit.sku, store.world.supplier.code, "瓶")],
        "text": [f"{kit.sku} 2"],
        "unit": ["瓶"],
        "quantity": ["2"],
        "configured": [kit.sku],
        "part": [f"{kit.sku}\t{option}"],
    }
    store.browser.post("/quick-order/", typed)
    assert lines(store) == [(kit.sku, 2, [option])]
    page = text(store.browser.post("/quick-order/", typed | {"part": []}, follow=True))
    assert "All 2 瓶 come without any now" in page
    assert lines(store) == [(kit.sku, 2, [])]


def test_pages_and_papers_call_an_option_so_and_a_reorder_keeps_it(store, kit):
    option = store.goods[1].sku
    actor = store.world.person(store.buyer, ADMIN)
    request = OrderRequest(
        lines=[LineRequest(kit.sku, Decimal(3), options=[option])], payment_method="credit"
    )
    number = place_order(actor, request).orders[0].number
    seller = store.browser_of("supplier-admin", store.world.supplier)
    for page in (
        text(store.browser.get(f"/orders/{number}/")),
        text(seller.get(f"/supplier/orders/{number}")),
    ):
        assert page.count(">option<") == 1
    with acting(actor):
        assert render_paper(actor, "purchase-order", number)[:4] == b"%PDF"
    store.browser.post(f"/orders/{number}/again/")
    assert lines(store) == [(kit.sku, 3, [option])]


def test_a_seller_types_options_in_a_field_of_their_own(store, kit):
    seller = store.browser_of("supplier-admin", store.world.supplier)
    one, two = store.goods[:2]
    typed = {"parts": f"{two.sku} 1", "options": f"{one.sku} 4"}
    assert seller.post(f"/supplier/goods/{kit.sku}/kit", typed).status_code == 302
    page = text(seller.get(f"/supplier/goods/{kit.sku}"))
    assert f"{one.sku} 4</textarea>" in page
    wrong = seller.post(f"/supplier/goods/{kit.sku}/kit", {"parts": "", "options": f"NOPE 1\n{one.sku} many"})
    assert wrong.status_code == 422
    assert "You sell no article NOPE" in text(wrong)
    assert "not all are optional" in text(wrong)
