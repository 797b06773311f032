"""Quick order: what is clear is added, what isn't is asked, and nothing typed is lost."""

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.web.buyer.typed import goods_value
from tests.makers import make_goods
from tests.web.buyer.conftest import Store, text


def in_cart(store: Store) -> dict[str, int]:
    """What is in the cart."""
    with acting(store.world.system):
        rows = CartLine.objects.filter(market_id=store.world.market_id).select_related("variant")
        return {row.variant.sku: int(row.quantity) for row in rows}


def test_codes_are_read_and_doubts_are_shown(store):
    known = store.goods[0].sku
    page = text(
        store.browser.post("/quick-order/", {"lines": f"{known} 12\n{known.lower()}\nnothing-like-it 3"})
    )
    assert "1 line is understood" in page
    assert "2 to be asked" in page
    assert "How much?" in page
    assert "Nothing like this is sold here" in page


def test_a_unit_that_is_not_sold_is_asked(store):
    boxed = make_goods(store.world.supplier, stock=500, box=24)
    page = text(store.browser.post("/quick-order/", {"lines": f"{boxed.sku} 2 桶"}))
    assert "It isn’t sold by this unit" in page


def test_what_is_clear_goes_into_the_cart_and_the_rest_stays(store):
    sku = store.goods[0].sku
    typed = {
        "add": "1",
        "text": [f"{sku} 12", "zzz 3"],
        "goods": [goods_value(sku, store.world.supplier.code, "瓶"), ""],
        "unit": ["瓶", ""],
        "quantity": ["12", ""],
    }
    page = text(store.browser.post("/quick-order/", typed))
    assert in_cart(store) == {sku: 12}
    assert "zzz 3" in page
    assert "Some lines are still open." in page


def test_when_nothing_is_open_the_cart_is_next(store):
    sku = store.goods[0].sku
    typed = {
        "add": "1",
        "text": f"{sku} 12",
        "goods": goods_value(sku, store.world.supplier.code, "瓶"),
        "unit": "瓶",
        "quantity": "12",
    }
    assert store.browser.post("/quick-order/", typed)["Location"] == "/cart/"


def test_more_lines_make_no_more_statements(store, django_assert_max_num_queries):
    lines = "\n".join(f"{each.sku} 1" for each in store.goods)
    with django_assert_max_num_queries(45):
        store.browser.post("/quick-order/", {"lines": f"{lines}\n" * 30})
