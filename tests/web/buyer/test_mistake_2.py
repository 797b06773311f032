"""mistakes.md 2: large carts die - a thousand pasted lines take as many statements as a hundred, and two seconds."""

import gc
import re
import time
from collections.abc import Iterator
from decimal import Decimal as D
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.models import Category, Code, Listing, Offer, PackUnit, Product, Variant
from dinghuo.foundation.collector import keep_loaded
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.steps.read_lines import MOST_LINES
from dinghuo.pricing.models import Price, PriceList
from dinghuo.web.buyer.typed import goods_value
from tests.makers.goods import ALWAYS
from tests.makers.staff import BUY, make_program
from tests.web.buyer.conftest import Store

LINES, FEW = 1000, 100
#: What the mistake asks of the whole; what this process computes, whoever else uses the machine.
SECONDS = 2


@pytest.fixture
def as_served() -> Iterator[None]:
    """Python's collector as the server sets it, for as long as the test runs."""
    usual = gc.get_threshold()
    keep_loaded()
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()


@pytest.fixture
def goods(store: Store) -> list[str]:
    """A thousand articles, each with price and stock."""
    seller, whole = store.world.supplier, {"market_id": store.world.market_id}
    skus = [f"T{n:04}" for n in range(LINES)]
    with acting(store.world.system):
        category = Category.objects.get(**whole, key="all")
        listed = PriceList.objects.get(**whole, kind="base", seller=seller)
        place = Warehouse.objects.filter(**whole, owner=seller).first()
        products = Product.objects.bulk_create(
            Product(**whole, code=sku, name=sku, category=category, state="published", base_unit="瓶")
            for sku in skus
        )
        variants = Variant.objects.bulk_create(
            Variant(**whole, product=each, sku=each.code, name=each.name) for each in products
        )
        PackUnit.objects.bulk_create(
            PackUnit(**whole, variant=each, unit="瓶", factor=1, is_default=True) for each in variants
        )
        Code.objects.bulk_create(Code(**whole, variant=each, code=each.sku, kind="sku") for each in variants)
        Offer.objects.bulk_create(Offer(**whole, variant=each, seller=seller) for each in variants)
        Listing.objects.bulk_create(
            Listing(
                **whole,
                variant=each,
                product=each.product,
                category_path=category.path,
                listed=True,
                lead=True,
                sku=each.sku,
                sort_key=each.sku,
                name_text=f" {each.sku.lower()}",
                pinyin_text="",
                initials_text="",
            )
            for each in variants
        )
        Price.objects.bulk_create(
            Price(**whole, list=listed, variant=each, unit="瓶", amount=D(3), valid=ALWAYS)
            for each in variants
        )
        Stock.objects.bulk_create(
            Stock(**whole, warehouse=place, variant=each, owner=seller, on_hand=D(500)) for each in variants
        )
    return skus


def pasted(store: Store, skus: list[str]) -> tuple[int, float, str]:
    """Paste them, add what was read, open the cart: statements, seconds of this process, the cart's page."""
    added = [("add", "1")]
    for sku in skus:
        value = goods_value(sku, store.world.supplier.code, "瓶")
        added += [("text", f"{sku} 12"), ("goods", value), ("unit", "瓶"), ("quantity", "12")]
    form = "application/x-www-form-urlencoded"
    with acting(store.world.system):
        CartLine.objects.filter(market_id=store.world.market_id).delete()
    with CaptureQueriesContext(connection) as asked:
        begin = time.process_time()
        read = store.browser.post("/quick-order/", {"lines": "\n".join(f"{sku} 12" for sku in skus)})
        sent = store.browser.post("/quick-order/", urlencode(added), content_type=form)
        cart = store.browser.get("/cart/").content.decode()
        took = time.process_time() - begin
    assert re.search(rf"{len(skus)} lines are understood", read.content.decode().replace(",", ""))
    assert sent["Location"] == "/cart/"
    return len(asked), took, cart


def test_mistake_2_a_thousand_lines_pasted_are_in_the_cart_in_two_seconds_and_the_same_statements(
    store, goods, as_served
):
    few, _took, _page = pasted(store, goods[:FEW])
    many, first, page = pasted(store, goods)
    assert many == few
    with acting(store.world.system):
        rows = CartLine.objects.filter(market_id=store.world.market_id)
        assert rows.count() == LINES
        assert set(rows.values_list("quantity", flat=True)) == {D(12)}
    assert "36,000<i>.00</i>" in page
    # Whatever else the machine does at one moment: the quicker of two says what it costs.
    _many, second, _page = pasted(store, goods)
    assert min(first, second) < SECONDS


def test_mistake_2_a_thousand_lines_are_one_order_over_the_api_and_none_is_lost(store, goods):
    program = make_program(store.buyer, *BUY)
    lines = [{"sku": sku, "quantity": "12"} for sku in goods]
    tried = program.post("/orders", {"lines": lines, "payment": {"method": "transfer"}, "dry_run": True})
    assert tried.status == 200, tried.body
    placed = program.post("/orders", {"lines": lines, "payment": {"method": "transfer"}})
    assert placed.status == 201, placed.body
    [order] = placed["orders"]
    assert [line["sku"] for line in order["lines"]] == goods
    assert order["total"] == "36000.00"


def test_mistake_2_more_than_is_taken_is_refused_and_not_cut_off(store, goods):
    program = make_program(store.buyer, *BUY)
    lines = [{"sku": goods[0], "quantity": "1"}] * (MOST_LINES + 1)
    refused = program.post("/orders", {"lines": lines, "payment": {"method": "transfer"}})
    assert refused.status == 422
    assert refused.paths.get("lines"), refused.body
