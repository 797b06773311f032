"""Pages that a buyer opens hold no number of stock that the seller doesn't show."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_display_rules import DisplayEntry, set_display_rules
from dinghuo.inventory.models import DisplayRule
from tests.makers import make_actor, make_goods
from tests.web.buyer.conftest import text

NUMBER, GROUPED = "73917", "73,917"
PAGES = (
    "/goods/",
    "/goods/?view=rows",
    "/goods/?view=pad",
    "/goods/WATER/",
    "/goods/WATER/offers/",
    "/cart/",
    "/checkout/",
)


def pages(store) -> dict[str, str]:
    return {page: text(store.browser.get(page, follow=True)) for page in PAGES}


@pytest.fixture
def store(store):
    store.goods = [make_goods(store.world.supplier, "WATER", price="1", stock=NUMBER)]
    store.put(90000)
    return store


def show(store, shows: str) -> None:
    actor = make_actor(store.world.supplier, ["inventory.set_display_rules"])
    set_display_rules(actor, [DisplayEntry(shows)])


@pytest.mark.parametrize("shows", ["bands", "yes-no", "hidden"])
def test_no_page_holds_the_number(store, shows):
    told = pages(store)
    for page in PAGES:
        assert NUMBER in told[page] or GROUPED in told[page], f"without a rule {page} tells it"
    show(store, shows)
    for page, shown in pages(store).items():
        assert NUMBER not in shown, page
        assert GROUPED not in shown, page


def test_bands_and_yes_no_are_told_in_words(store):
    show(store, "bands")
    assert "50+ 瓶" in text(store.browser.get("/goods/WATER/"))
    cart = text(store.browser.get("/cart/"))
    assert "There are at least 50 瓶." in cart
    assert "Make it 50 瓶" in cart
    show(store, "yes-no")
    assert "in stock" in text(store.browser.get("/goods/WATER/"))
    assert "Less is in stock than you want. Try fewer." in text(store.browser.get("/cart/"))


def test_the_seller_sets_it_on_a_screen(store):
    seller = store.browser_of("supplier-admin", store.world.supplier)
    assert "How many there are" in text(seller.get("/supplier/shown-stock"))
    typed = {"audience": "", "shows": "bands", "bands": "30、 100"}
    assert seller.post("/supplier/shown-stock", typed).status_code == 302
    with acting(store.world.system):
        assert DisplayRule.objects.get().bands == [30, 100]
    wrong = seller.post("/supplier/shown-stock", typed | {"bands": "many"})
    assert "Give at most eight whole numbers above zero." in text(wrong)
    assert seller.post("/supplier/shown-stock", typed | {"remove": "1"}).status_code == 302
    with acting(store.world.system):
        assert not DisplayRule.objects.exists()
