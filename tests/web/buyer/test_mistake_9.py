"""mistakes.md 9: minimum, multiple and packs - each line says what is wrong with it, and one press makes it 24."""

import re
from decimal import Decimal as D

import pytest

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.web.buyer.typed import goods_value
from tests.makers import make_goods
from tests.makers.staff import BUY, make_program
from tests.web.buyer.conftest import Store, text

pytestmark = pytest.mark.django_db
#: What is sold how, how much of it is wanted, what is wrong with that, and what one press makes of it.
WRONG = {
    "LEAST": ({"minimum": 24, "multiple": 1}, "5", "瓶", "below-minimum", "24"),
    "STEP": ({"minimum": 12, "multiple": 12}, "13", "瓶", "no-multiple", "24"),
    "BOXED": ({"minimum": 72, "multiple": 36, "box": 24}, "2", "箱", "below-minimum", "3"),
    "SHORT": ({"minimum": 12, "multiple": 12, "stock": 30}, "48", "瓶", "out-of-stock", "24"),
}


@pytest.fixture
def goods(store: Store) -> dict[str, Variant]:
    return {
        sku: make_goods(store.world.supplier, sku, **{"stock": 500, **offer})
        for sku, (offer, *_rest) in WRONG.items()
    }


def fill(store: Store) -> None:
    """Everything in the cart as it is wanted, with an article beside it that nothing is wrong with."""
    wanted = [(sku, quantity, unit) for sku, (_offer, quantity, unit, *_rest) in WRONG.items()]
    wanted.append((store.goods[0].sku, "7", "瓶"))
    typed = {
        "goods": [goods_value(sku, store.world.supplier.code, unit) for sku, _quantity, unit in wanted],
        "unit": [unit for *_rest, unit in wanted],
        "quantity": [quantity for _sku, quantity, _unit in wanted],
    }
    store.browser.post("/cart/lines/", typed)


def in_cart(store: Store) -> dict[str, D]:
    with acting(store.world.system):
        rows = CartLine.objects.filter(market_id=store.world.market_id).select_related("variant")
        return {row.variant.sku: row.quantity for row in rows}


def test_mistake_9_each_line_says_what_would_do_and_one_press_does_it(store, goods):
    fill(store)
    page = text(store.browser.get("/cart/"))
    told = re.findall(r'name="set" value="(\d+):([1-9]\d*)"', page)
    assert sorted(quantity for _place, quantity in told) == sorted(right for *_rest, right in WRONG.values())
    assert "Make it 24 瓶" in page
    assert "Make it 3 箱" in page
    # The buttons belong to the form of all lines, as a browser without scripts sends it.
    steppers = dict(zip(("goods", "unit", "quantity"), _fields(page), strict=True))
    for place, quantity in told:
        store.browser.post("/cart/lines/", {**steppers, "set": f"{place}:{quantity}"})
        steppers["quantity"][int(place)] = quantity
    assert in_cart(store) == {sku: D(right) for sku, (*_rest, right) in WRONG.items()} | {
        store.goods[0].sku: D(7)
    }
    assert "Make it" not in text(store.browser.get("/cart/"))


def _fields(page: str) -> tuple[list[str], list[str], list[str]]:
    goods = re.findall(r'name="goods" value="([^"]*)"', page)
    units = re.findall(r'name="unit" (?:value|.*?<option value)="(\w+)"(?: form| selected)', page)
    quantities = re.findall(r'name="quantity"[^>]*? value="([^"]*)"', page)
    assert len(goods) == len(units) == len(quantities)
    return goods, units, quantities


def test_mistake_9_one_press_mends_all_lines_at_once(store, goods):
    fill(store)
    store.browser.post("/cart/lines/", {"repair": "all"})
    assert in_cart(store) == {sku: D(right) for sku, (*_rest, right) in WRONG.items()} | {
        store.goods[0].sku: D(7)
    }


def test_mistake_9_a_program_is_told_of_each_line_what_would_do(store, goods):
    program = make_program(store.buyer, *BUY)
    lines = [
        {"sku": sku, "quantity": quantity, "unit": unit}
        for sku, (_offer, quantity, unit, code, _right) in WRONG.items()
        if code != "out-of-stock"
    ]
    refused = program.post("/orders", {"lines": lines, "payment": {"method": "transfer"}})
    assert refused.status == 422
    assert refused.paths == {
        "lines.0.quantity": "below-minimum",
        "lines.1.quantity": "no-multiple",
        "lines.2.quantity": "below-minimum",
    }
    words = [fault["message"] for fault in refused["errors"]]
    # In the language of whose program it is.
    numbers = [re.findall(r"\d+", told) for told in words]
    assert all(right in told for right, told in zip(("24", "24", "3"), numbers, strict=True))
