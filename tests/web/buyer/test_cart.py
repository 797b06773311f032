"""The cart without scripts and with them: quantities, repairs, taking out and undoing."""

from decimal import Decimal

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.web.buyer.typed import goods_value
from tests.makers import make_goods, make_price
from tests.web.buyer.conftest import Store, text

HTMX = {"HTTP_HX_REQUEST": "true"}


def quantities(store: Store) -> list[Decimal]:
    """What is in the cart, in the order in which it was put there."""
    with acting(store.world.system):
        rows = CartLine.objects.filter(market_id=store.world.market_id).order_by("id")
        return [row.quantity for row in rows]


def test_a_whole_pad_is_put_in_without_scripts(store):
    answer = store.put(3, "", 12)
    assert answer["Location"] == "/cart/"
    assert quantities(store) == [3, 12]
    page = text(store.browser.get("/cart/"))
    assert "150" in page
    assert store.goods[0].name in page


def test_what_is_no_quantity_is_told_and_changes_nothing(store):
    store.put(3)
    answer = store.put("three", 5)
    assert "is no quantity" in text(store.browser.get(answer["Location"]))
    assert quantities(store) == [3, 5]


def test_full_width_figures_are_figures(store):
    store.put("１２")
    assert quantities(store) == [12]


def test_a_stepper_is_answered_with_the_parts_that_changed(store):
    typed = {
        "goods": goods_value(store.goods[0].sku, store.world.supplier.code, "瓶"),
        "unit": "瓶",
        "quantity": "4",
        "stepper": "pad",
    }
    answer = store.browser.post("/cart/lines/", typed, **HTMX)
    assert answer.status_code == 200
    page = text(answer)
    assert 'id="cart-bar"' in page
    assert 'id="cart-link"' in page
    assert "<html" not in page
    assert "40" in page


def test_another_unit_takes_the_place_of_the_first(store):
    goods = make_goods(store.world.supplier, stock=500, box=24)
    seller = store.world.supplier.code
    for had, unit in (("", "箱"), ("箱", "瓶"), ("瓶", "箱")):
        typed = {
            "goods": goods_value(goods.sku, seller, had or unit),
            "unit": unit,
            "quantity": "2",
            "stepper": "pad",
        }
        store.browser.post("/cart/lines/", typed, **HTMX)
    with acting(store.world.system):
        rows = CartLine.objects.filter(market_id=store.world.market_id)
        assert [(row.unit, row.quantity) for row in rows] == [("箱", 2)]


def test_a_line_is_taken_out_and_put_back(store):
    store.put(3, 4)
    page = text(store.browser.get("/cart/"))
    goods = [
        goods_value(each.sku, store.world.supplier.code, "瓶", q)
        for each, q in zip(store.goods, "34", strict=False)
    ]
    typed = {"goods": goods, "unit": ["瓶", "瓶"], "quantity": ["3", "4"], "set": "0:0"}
    store.browser.post("/cart/lines/", typed)
    assert quantities(store) == [4]
    page = text(store.browser.get("/cart/"))
    undo = page.split('action="/cart/restore/')[1].split('"')[0].replace("&amp;", "&")
    store.browser.post(f"/cart/restore/{undo}")
    assert sorted(quantities(store)) == [3, 4]


def test_every_line_that_cannot_be_ordered_is_repaired_at_once(store):
    short = make_goods(store.world.supplier, stock=7)
    gone = make_goods(store.world.supplier, stock=0)
    packed = make_goods(store.world.supplier, stock=100, minimum=12, multiple=12)
    store.goods = [short, gone, packed]
    store.put(10, 5, 13)
    page = text(store.browser.get("/cart/"))
    assert "3 lines can’t be ordered as they are." in page
    assert "Make it 7" in page
    assert "Make it 24" in page
    store.browser.post("/cart/lines/", {"repair": "all"})
    assert quantities(store) == [7, 24]
    assert "can’t be ordered" not in text(store.browser.get("/cart/"))


def test_only_the_blocked_lines_are_shown_if_asked(store):
    store.goods.append(make_goods(store.world.supplier, stock=0))
    store.put(1, 1, 1, 1, 1, 1, 1)
    page = text(store.browser.get("/cart/?show=blocked"))
    assert store.goods[-1].name in page
    assert store.goods[0].name not in page


def test_what_the_next_tier_saves_is_told(store):
    make_price(store.world.supplier, store.goods[0], "9", min_quantity=Decimal(20))
    store.put(12)
    page = text(store.browser.get("/cart/"))
    assert "8 瓶 more:" in page
    assert 'value="0:20"' in page


def test_a_long_cart_comes_in_pages(store):
    store.goods = [make_goods(store.world.supplier, stock=100) for _ in range(40)]
    store.put(*[1] * 40)
    first, second = store.browser.get("/cart/"), store.browser.get("/cart/?from=28")
    assert len(first.content) < 100_000
    assert text(first).count("<tr data-goods") == 28
    assert text(second).count("<tr data-goods") == 12
    assert "40 lines in all" in text(first)


def test_the_cart_is_emptied_and_brought_back(store):
    store.put(3, 4)
    store.browser.post("/cart/clear/")
    assert quantities(store) == []
    page = text(store.browser.get("/cart/"))
    assert "Nothing in the cart yet" in page
    undo = page.split('action="/cart/restore/')[1].split('"')[0].replace("&amp;", "&")
    store.browser.post(f"/cart/restore/{undo}")
    assert sorted(quantities(store)) == [3, 4]
