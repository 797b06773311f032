"""The book of stock lives a random life and agrees with a plain model of it at every moment."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.release_stock import release_stock
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.inventory.steps.return_stock import return_stock
from dinghuo.inventory.steps.ship_stock import ship_stock
from tests.inventory.conftest import Shop, make_shop
from tests.makers.trade import stock_of

small = st.integers(1, 9)
wants = st.lists(st.tuples(st.sampled_from("ABC"), small, st.booleans()), min_size=1, max_size=5)
deeds = st.one_of(
    st.tuples(st.just("count"), st.sampled_from("ABC"), st.sampled_from(["near", "far"]), st.integers(0, 20)),
    st.tuples(st.just("reserve"), wants),
    st.tuples(st.sampled_from(["release", "ship", "return"]), st.integers(0, 20), small),
)


class Model:
    """On hand by article and place, and by line what it holds and what has been shipped."""

    def __init__(self) -> None:
        self.on_hand: dict[str, dict[str, int]] = {sku: defaultdict(int) for sku in "ABC"}
        self.lines: list[tuple[UUID, str]] = []
        self.held: dict[UUID, int] = defaultdict(int)
        self.out: dict[UUID, int] = defaultdict(int)

    def reserved(self, sku: str) -> int:
        return sum(self.held[line] for line, article in self.lines if article == sku)

    def free(self, sku: str) -> int:
        return sum(self.on_hand[sku].values()) - self.reserved(sku)

    def reserve(self, line: UUID, sku: str, quantity: int, partial: bool) -> int:
        free = self.free(sku)
        got = quantity if quantity <= free else free if partial else 0
        self.lines.append((line, sku))
        self.held[line] += got
        return got


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=st.lists(deeds, min_size=5, max_size=30))
def test_any_life(db: None, life: list[tuple]) -> None:
    shop, model = make_shop(), Model()
    document = Document("order", new_id())
    with acting(shop.keeper):
        # A book without a row would prove nothing.
        for deed in [("count", "A", "near", 1), *life]:
            do(shop, model, document, deed)
            for sku in "ABC":
                rows = stock_of(shop.system, shop.variants[sku].id)
                assert sum(on_hand for _, on_hand, _ in rows) == sum(model.on_hand[sku].values())
                assert sum(reserved for _, _, reserved in rows) == model.reserved(sku)
        shop.check()


def do(shop: Shop, model: Model, document: Document, deed: tuple) -> None:
    kind, *rest = deed
    if kind == "count":
        sku, place, quantity = rest
        try:
            count_stock(shop.keeper, [StockCount(sku, Decimal(quantity), place)])
        except Refusal:
            # Which place holds what isn't modelled; the count may only be refused where something is promised.
            assert model.reserved(sku) > 0
        else:
            model.on_hand[sku][place] = quantity
    elif kind == "reserve":
        asked = [(new_id(), *each) for each in rest[0]]
        got = reserve_stock(
            shop.keeper,
            document,
            [
                Want(line, shop.variants[sku].id, shop.seller.id, Decimal(quantity), partial)
                for line, sku, quantity, partial in asked
            ],
        )
        assert {line: int(quantity) for line, quantity in got.items()} == {
            line: model.reserve(line, sku, quantity, partial) for line, sku, quantity, partial in asked
        }
    elif model.lines:
        take(shop, model, document, kind, rest[0], rest[1])


def take(shop: Shop, model: Model, document: Document, kind: str, which: int, quantity: int) -> None:
    line, sku = model.lines[which % len(model.lines)]
    step = {"release": release_stock, "ship": ship_stock, "return": return_stock}[kind]
    there = model.out[line] if kind == "return" else model.held[line]
    if quantity > there:
        with pytest.raises(Refusal), acting(shop.keeper):
            step(shop.keeper, document, {line: Decimal(quantity)})
        return
    parts = step(shop.keeper, document, {line: Decimal(quantity)}) or []
    # Which place the goods leave, or go back to, is the book's choice; the model checks that they are there.
    sign = 1 if kind == "return" else -1
    for part in parts:
        place = "near" if part.warehouse_id == shop.near.id else "far"
        model.on_hand[sku][place] += sign * int(part.quantity)
        assert model.on_hand[sku][place] >= 0
    if kind == "return":
        model.out[line] -= quantity
        return
    model.held[line] -= quantity
    if kind == "ship":
        model.out[line] += quantity
