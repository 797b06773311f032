"""Mistake 7 of others: a box priced by its pieces twice over. And 10: a kept trace that gives another price."""

from decimal import Decimal as D
from json import dumps, loads

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.rules.book import Book, ListRow, PriceRow, Question
from dinghuo.pricing.rules.explain import replay
from tests.pricing.conftest import BOX, NOW
from tests.pricing.world import ALWAYS, BUYERS, FACTORS, GOODS, OWNERS, ask_book, make_world, write_book

LIST = ListRow("base", "seller", "base", None)


def price(variant: str, unit: str, least: str, amount: str, **more: str) -> PriceRow:
    """A row of the list, from a quantity of its own unit on."""
    return PriceRow("base", variant, unit, D(least), D(amount), ALWAYS, **more)


PIECE, CASE = price("A", "瓶", "1", "2.00"), price("A", "箱", "1", "45.00")
MIXED = [
    price("tee", "瓶", "1", "10", target="product", sums="target"),
    price("tee", "瓶", str(BOX + 6), "8", target="product", sums="target"),
]
CASES = {
    "a box by its own price": ([PIECE, CASE], "A", "箱", "2", (), D(45)),
    "a box by pieces, converted once": ([PIECE], "A", "箱", "2", (), 2 * BOX),
    "a piece by its own price beside a box's": ([PIECE, CASE], "A", "瓶", "2", (), D(2)),
    "mixed tiers add up in base units": (MIXED, "C1", "箱", "1", (("seller", "C2", "瓶", D(6)),), 8 * BOX),
    "and a piece less is too few": (MIXED, "C1", "箱", "1", (("seller", "C2", "瓶", D(5)),), 10 * BOX),
}


@pytest.mark.parametrize(
    ("rows", "sku", "unit", "quantity", "beside", "amount"), CASES.values(), ids=list(CASES)
)
def test_mistake_7_a_price_is_converted_exactly_once_and_mistake_10_its_trace_replays_to_it(
    db, rows, sku, unit, quantity, beside, amount
):
    world = make_world()
    book = Book([LIST], rows, FACTORS, GOODS, BUYERS, OWNERS, {}, {})
    asked = Question("buyer", "shop", "seller", sku, unit, D(quantity), "CNY", NOW, beside=beside)
    with acting(world.prices.system):
        write_book(world, book)
        answer = ask_book(world, [asked])[0]
    assert answer.amount == amount
    assert answer.extended == amount * D(quantity)
    kept = loads(dumps(answer.trace))
    assert replay(kept) == amount
