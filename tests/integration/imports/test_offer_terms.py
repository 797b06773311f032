"""Price and stock in sheets of offers: one sheet that is saved, changed and taken back."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.queries.exports.export_list import export_list
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.models import Stock
from dinghuo.organisations.models import RoleGrant
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from tests.integration.imports.bring import Bringing, book
from tests.integration.imports.test_offers_and_stock import finish, offer, on_hand
from tests.makers import make_goods

pytestmark = pytest.mark.django_db
HEAD = ("SKU", "单价", "可用", "起订量", "供货区域")


@pytest.fixture
def bringing(drain):
    return Bringing(drain)


def befores(bringing, found):
    return {row.position: row.before for row in bringing.rows(found)}


def undone(bringing, found):
    undo_import(bringing.actor, found.id)
    bringing.drain()
    return bringing.look(found)


def test_one_row_changes_terms_price_and_stock_and_all_come_back(bringing):
    found = bringing.bring(
        "offers",
        book(HEAD, ("A1", 11, 40, 12, "广东省"), ("A2", 10, 5, 1, None), ("00123", None, 0, None, None)),
    )
    assert bringing.states(found) == {2: "changed", 3: "unchanged", 4: "changed"}
    assert befores(bringing, found) == {
        2: {"minimum": "1", "regions": "", "amount": "10", "available": "5"},
        3: None,
        4: {"available": "5"},
    }
    assert finish(bringing, found).counts["written_changed"] == 2
    assert (offer(bringing, "A1").minimum, on_hand(bringing, "A1"), on_hand(bringing, "00123")) == (12, 40, 0)
    assert bringing.prices("A1")[-1] == ("11.00", True)
    assert bringing.prices("A2") == [("10.00", True)]
    assert undone(bringing, found).state == "undone"
    assert (offer(bringing, "A1").minimum, on_hand(bringing, "A1"), on_hand(bringing, "00123")) == (1, 5, 5)
    assert bringing.prices("A1")[-1] == ("10.00", True)
    assert bringing.prices("A2") == [("10.00", True)]


def test_all_faults_of_a_row_are_told_at_once(bringing):
    found = bringing.bring(
        "offers",
        book(
            ("SKU", "Price", "Price per", "Available", "Minimum order", "Price list", "Warehouse"),
            ("A1", 0, "瓶", 1.5, 0, None, None),
            ("A2", 11, "桶", 5, 1, None, None),
            ("A2", 11, None, None, None, "none", None),
            ("00123", None, None, 6, None, None, "nowhere"),
        ),
    )
    assert bringing.faults(found) == {
        2: [("minimum", "positive"), ("amount", "positive"), ("available", "divided")],
        3: [("price_unit", "unknown")],
        4: [("list", "unknown-list"), ("sku", "twice")],
        5: [("warehouse", "no-warehouse")],
    }


def test_a_slip_in_the_price_is_asked_about(bringing):
    head = ("SKU", "Price", "Price is right")
    found = bringing.bring("offers", book(head, ("A1", 1000, None), ("A2", 1000, "yes")))
    assert bringing.faults(found) == {2: [("amount", "absurd"), ("meant", "say-so")]}
    assert bringing.states(found)[3] == "changed"


def test_what_is_promised_stays_promised(bringing):
    with acting(bringing.world.system):
        Stock.objects.filter(variant__sku="A1").update(reserved=3)
    found = bringing.bring("offers", book(("SKU", "可用"), ("A1", 10), ("A2", 5)))
    assert befores(bringing, found)[2] == {"available": "2"}
    with acting(bringing.world.system):
        Stock.objects.filter(variant__sku="A1").update(reserved=4)
    finish(bringing, found)
    assert on_hand(bringing, "A1") == 14
    with acting(bringing.world.system):
        Stock.objects.filter(variant__sku="A1").update(reserved=9)
    after = undone(bringing, found)
    assert (after.state, on_hand(bringing, "A1")) == ("applied", 14)


def test_what_lies_in_lots_is_not_guessed_at(bringing):
    count_stock(bringing.actor, [StockCount("A1", Decimal(7), lot="L1")])
    found = bringing.bring("offers", book(("SKU", "可用"), ("A1", 13), ("A2", 6)))
    assert bringing.faults(found) == {2: [("available", "several-balances")]}
    same = bringing.bring("offers", book(("SKU", "可用"), ("A1", 12)))
    assert bringing.states(same) == {2: "unchanged"}


def test_what_was_changed_since_is_left_out_whole_or_not_undone(bringing):
    found = bringing.bring("offers", book(HEAD, ("A1", 11, 40, 12, None), ("A2", 12, 9, None, None)))
    put_price(bringing.actor, bringing.list, PriceInput("A1", Decimal(13)))
    finish(bringing, found)
    assert bringing.faults(found) == {2: [("amount", "changed-since")]}
    assert (offer(bringing, "A1").minimum, on_hand(bringing, "A1")) == (1, 5)
    assert (on_hand(bringing, "A2"), bringing.prices("A2")[-1]) == (9, ("12.00", True))
    count_stock(bringing.actor, [StockCount("A2", Decimal(8))])
    assert undone(bringing, found).state == "applied"
    assert bringing.prices("A2")[-1] == ("12.00", True)


def test_who_may_not_set_prices_may_still_bring_them_unchanged(bringing):
    with acting(bringing.world.system):
        rights = ["pricing.load_prices", "inventory.count_stock"]
        RoleGrant.objects.filter(role__key="supplier-admin", permission__in=rights).delete()
    found = bringing.bring("offers", book(HEAD, ("A1", 10, 5, 3, None), ("A2", 11, 6, None, None)))
    assert bringing.states(found) == {2: "changed", 3: "wrong"}
    assert bringing.faults(found) == {3: [("amount", "no-prices"), ("available", "no-counts")]}


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_what_is_saved_is_taken_back_as_it_is(bringing, language):
    with override(language):
        with acting(bringing.actor), export_list(bringing.actor, "goods", "xlsx", {}) as file:
            content = io.BytesIO(file.read()).getvalue()
        found = bringing.bring("offers", content)
    assert {"amount", "price_unit", "available", "minimum", "state"} <= set(found.columns)
    assert bringing.states(found) == {2: "unchanged", 3: "unchanged", 4: "unchanged"}


def test_statements_are_the_same_for_any_number_of_rows(bringing):
    def statements(rows):
        content = book(HEAD, *[(sku, 11, 40, 12, None) for sku in rows])
        with CaptureQueriesContext(connection) as seen:
            found = bringing.bring("offers", content)
            finish(bringing, found)
        assert bringing.look(found).counts["written_changed"] == len(rows)
        return len(seen)

    more = [f"B{i}" for i in range(20)]
    for sku in more:
        make_goods(bringing.world.supplier, sku, stock=5)
    assert statements(["A1", "A2"]) == statements(more)
