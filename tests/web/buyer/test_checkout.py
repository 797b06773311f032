"""The checkout: what placing would do, placing it, and refusals that keep everything typed."""

import re

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import CartHold
from dinghuo.ordering.models import Order
from dinghuo.organisations.models import Address, Storefront
from tests.makers import make_goods, make_price
from tests.makers.days import ahead
from tests.web.buyer.conftest import Store, text, value_of

NEW = {
    "region_code_province": "31",
    "region_code_city": "3101",
    "region_code_district": "310101",
    "street": "人民路 12 号",
}


def typed(page, **more: str) -> dict[str, str]:
    """What the form sends as it stands."""
    address = re.search(r'name="delivery.address" value="([^"]+)" checked', text(page))
    seen = re.search(r'name="seen_total" value="([^"]+)"', text(page))
    return {
        "delivery.address": address[1] if address else "",
        "payment.method": "credit",
        "seen_total": seen[1] if seen else "",
        "reference": "PO-77",
        "note": "Ring twice",
        **more,
    }


def orders(store: Store) -> list[Order]:
    """Every order of the market, oldest first."""
    with acting(store.world.system):
        return list(Order.objects.filter(market_id=store.world.market_id).order_by("id"))


def test_the_page_says_what_happens_then(store):
    store.put(5)
    page = text(store.browser.get("/checkout/"))
    assert "Goes to the seller at once" in page
    assert "Credit left after this" in page
    assert "Place the order" in page


def test_an_order_is_placed_and_the_cart_is_empty(store):
    store.put(5, 6)
    answer = store.browser.post(
        "/checkout/", typed(store.browser.get("/checkout/"), **{"delivery.requested_date": str(ahead(11))})
    )
    (order,) = orders(store)
    assert answer["Location"] == f"/orders/{order.number}/"
    assert (order.reference, order.note, str(order.requested_date), order.total) == (
        "PO-77",
        "Ring twice",
        str(ahead(11)),
        110,
    )
    assert "is placed" in text(store.browser.get(answer["Location"]))
    assert store.browser.get("/checkout/")["Location"] == "/cart/"


def test_another_window_has_ordered_it_already(store):
    store.put(5)
    form = typed(store.browser.get("/checkout/"))
    store.browser.post("/checkout/", form)
    answer = store.browser.post("/checkout/", form)
    assert answer["Location"] == "/orders/"
    assert "it is ordered already" in text(store.browser.get("/orders/"))
    assert len(orders(store)) == 1


def test_above_the_limit_it_is_sent_for_approval(store):
    store.browser_of("buyer-approver")
    purchaser = store.browser_of("buyer-purchaser", limit="40")
    store.put(5, browser=purchaser)
    page = purchaser.get("/checkout/")
    assert "Send for approval" in text(page)
    purchaser.post("/checkout/", typed(page))
    assert orders(store)[0].approval == "pending"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"delivery.requested_date": "2001-01-01"}, "This day has passed."),
        ({"delivery.requested_date": "soon"}, "Give a day"),
        ({"payment.method": "barter"}, "Choose how you pay."),
        ({"delivery.address": "new"}, "Choose province, city and district."),
    ],
)
def test_a_fault_comes_back_beside_what_was_typed(store, more, words):
    store.put(5)
    answer = store.browser.post("/checkout/", typed(store.browser.get("/checkout/"), **more))
    assert answer.status_code == 422
    assert words in text(answer)
    assert value_of(answer, "reference") == "PO-77"
    assert "Ring twice" in text(answer)
    assert orders(store) == []


def test_a_new_address_is_kept(store):
    store.put(5)
    more = {"delivery.address": "new", "contact": "Wang", "phone": "+8613900000000", **NEW}
    store.browser.post("/checkout/", typed(store.browser.get("/checkout/"), **more))
    assert orders(store)[0].delivery_address["street"] == "人民路 12 号"
    with acting(store.world.system):
        assert Address.objects.filter(organisation=store.buyer).count() == 2


def test_credit_that_is_exceeded_offers_other_ways_of_paying(store):
    store.goods = [make_goods(store.world.supplier, price="2000", stock=100)]
    store.put(6)
    page = store.browser.get("/checkout/")
    assert "of credit is left" in text(page)
    answer = store.browser.post("/checkout/", typed(page))
    assert answer.status_code == 409
    assert 'name="payment.method" value="transfer"' in text(answer)
    assert value_of(answer, "reference") == "PO-77"
    paid = store.browser.post("/checkout/", typed(page) | {"payment.method": "transfer"})
    assert paid.status_code == 302


def test_stock_that_ran_out_meanwhile_is_repaired_where_one_is(store):
    store.goods = [make_goods(store.world.supplier, stock=10)]
    store.put(8)
    page = store.browser.get("/checkout/")
    store.place(5)
    answer = store.browser.post("/checkout/", typed(page))
    assert answer.status_code == 409
    assert "Only 5 瓶 left." in text(answer)
    repaired = store.browser.post("/checkout/", typed(page, repair="all"))
    assert value_of(repaired, "reference") == "PO-77"
    assert store.browser.post("/checkout/", typed(repaired)).status_code == 302
    assert orders(store)[-1].total == 50


def test_a_price_that_changed_is_shown_before_it_is_agreed(store):
    store.put(5)
    page = store.browser.get("/checkout/")
    make_price(store.world.supplier, store.goods[0], "12", min_quantity=2)
    answer = store.browser.post("/checkout/", typed(page))
    assert answer.status_code == 409
    assert "Prices have changed" in text(answer)
    assert store.browser.post("/checkout/", typed(store.browser.get("/checkout/"))).status_code == 302
    assert orders(store)[0].total == 60


def test_an_order_below_the_storefronts_minimum_says_how_much_is_missing(store):
    with acting(store.world.system):
        Storefront.objects.filter(market_id=store.world.market_id).update(minimum_order=100)
    store.put(5)
    assert "Orders here start at" in text(store.browser.get("/cart/"))
    page = store.browser.get("/checkout/")
    assert "Add goods" in text(page)
    assert store.browser.post("/checkout/", typed(page)).status_code == 409


def test_the_panel_follows_the_form(store):
    store.put(5)
    page = store.browser.get("/checkout/")
    answer = store.browser.post(
        "/checkout/what-if/", typed(page, **{"payment.method": "transfer"}), HTTP_HX_REQUEST="true"
    )
    assert 'id="what-if"' in text(answer)
    assert "Credit left" not in text(answer)
    assert orders(store) == []


def test_the_goods_are_held_until_a_time_that_the_page_tells(store):
    store.put(5)
    assert "held for you" not in text(store.browser.get("/checkout/"))
    with acting(store.world.system):
        Storefront.objects.update(hold_minutes=15)
    assert "Your goods are held for you until" in text(store.browser.get("/checkout/"))
    with acting(store.world.system):
        assert CartHold.objects.count() == 1
    store.browser.get("/cart/")
    with acting(store.world.system):
        assert not CartHold.objects.exists()
    assert store.browser.post("/checkout/", typed(store.browser.get("/checkout/"))).status_code == 302
    with acting(store.world.system):
        assert not CartHold.objects.exists()
