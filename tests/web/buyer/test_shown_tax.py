"""Who is shown prices without tax reads them alike everywhere, in few digits, each with a word; sums add up by hand."""

import re
from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.pricing.models import PriceList
from tests.makers import make_actor, make_goods, make_price
from tests.makers.promotions import make_promotion, promoter
from tests.web.buyer.conftest import text

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def net(store):
    """The store, whose buyer is shown prices without tax; its first article costs 10, from 12 on 9, all with 13 %."""
    world = store.world
    clerk = make_actor(world.operator, ["organisations.save_customer"])
    save_customer(clerk, world.buyer.id, world.storefront.id, None, 30, "excluded")
    make_price(world.supplier, store.goods[0], "9", min_quantity=12)
    return store


def plain(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text(response)))


def figures(response) -> set[str]:
    return set(re.findall(r"\d[\d,]*\.\d+", plain(response)))


def test_every_page_with_a_price_says_so_in_four_digits(net):
    first = net.goods[0]
    net.put(3, 4)
    pages = {
        "/goods/": "8.8496",
        "/goods/?view=rows": "7.9646",
        "/goods/?view=pad": "8.8496",
        f"/goods/suggestions/?q={first.sku}": "8.8496",
        f"/goods/{first.sku}/": "7.9646",
        f"/goods/{first.sku}/offers/": "8.8496",
        f"/goods/{first.sku}/price/": "8.8496",
        "/cart/": "7.9646",
    }
    for address, price in pages.items():
        response = net.browser.get(address)
        assert response.status_code == 200, address
        assert price in figures(response), (address, figures(response))
        assert "without tax" in plain(response), address
        too_long = {each for each in figures(response) if len(each.partition(".")[2]) > 4}
        assert not too_long, (address, too_long)
    # The exact one is there for who points at it.
    assert 'title="¥8.849558"' in text(net.browser.get("/cart/"))


def test_what_is_told_of_more_says_it_too(net):
    net.put(3)
    page = text(net.browser.get("/cart/"))
    more = re.search(r"<button[^>]*data-quantity[^>]*>(?:(?!</button>).)*more:.*?</button>", page, re.S)
    assert more is not None
    assert "7.9646" in re.sub(r"<[^>]+>", "", more[0])
    assert "without tax" in more[0]


def test_why_says_the_same_price_and_what_comes_on_top(net):
    said = plain(net.browser.get(f"/goods/{net.goods[0].sku}/price/"))
    assert "10.00" not in said
    assert "13 % tax comes on top" in said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("shown", ["net", "store"])
def test_cart_checkout_and_order_add_up_by_hand(request, shown):
    store = request.getfixturevalue(shown)
    make_promotion(promoter(store.world), "ten", value="10")
    store.put(3, 4)
    for address in ("/cart/", "/checkout/"):
        _adds_up(store.browser.get(address), D("63.00"), shown == "net")
    number = store.place(3, 4)
    _adds_up(store.browser.get(f"/orders/{number}/"), D("63.00"), shown == "net")
    with acting(store.world.system):
        assert Order.objects.get(number=number).total == 63


def _adds_up(response, total, without_tax):
    """Goods, less the discount, and tax on top, is the total; what stands below it is a part of it, and says so."""
    [summary] = re.findall(r'<div class="totals">.*?</div>', text(response), re.S)
    rows = [
        (_bare(words), D(re.sub(r"[^\d.]", "", _bare(amount)) or 0))
        for words, amount in re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", summary, re.S)
    ]
    told = dict(rows)
    goods, discount = told["Goods without tax" if without_tax else "Goods"], told["Discount"]
    assert told["Total"] == goods - discount + told.get("Tax of the goods", D(0)) == total
    assert ("Tax of the goods" in told) == without_tax
    assert told["Promotion ten"] == discount
    words = [each for each, _amount in rows]
    assert words.index("of which tax") > words.index("Total")


def _bare(piece):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", piece)).strip()


def test_a_price_list_without_tax_says_so_where_prices_are_shown_as_listed(store):
    with acting(store.world.system):
        PriceList.objects.filter(market_id=store.world.market_id).update(tax_included=False)
    dear = make_goods(store.world.supplier, price="1.234567", stock=5)
    page = store.browser.get(f"/goods/{dear.sku}/")
    assert "without tax" in plain(page)
    assert "1.2346" in figures(page)
