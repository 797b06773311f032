"""Prices are put on a list one by one or by thousands; history stays."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.actions.put_price import put_price
from dinghuo.pricing.actions.remove_price import remove_price
from dinghuo.pricing.models import Price
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.price_grid import price_grid
from dinghuo.pricing.queries.prices_of import prices_of
from dinghuo.pricing.rules.rows import PriceInput
from tests.makers.trade import make_variants, member_of
from tests.pricing.conftest import Prices


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def amount_at(prices: Prices, at) -> str | None:
    answer = prices.ask(at=at)
    return str(answer.amount.normalize()) if answer else None


def test_a_price_replaces_and_the_past_stays(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10", start=now() - timedelta(days=9))
    before = now()
    rows = put_price(clerk(prices), "base", PriceInput("A", Decimal("11.5")), "CNY")
    assert [str(row.amount.normalize()) for row in rows] == ["1E+1", "11.5"]
    assert rows[0].valid_to == rows[1].valid_from
    assert (amount_at(prices, before), amount_at(prices, now())) == ("1E+1", "11.5")
    with acting(prices.system):
        event = EventRow.objects.get(kind="price.put")
        assert event.data == {"sku": "A", "unit": "瓶", "min_quantity": "1", "amount": "11.5"}


def test_the_same_price_again_changes_nothing(prices: Prices) -> None:
    prices.list("base")
    for _ in range(2):
        put_price(clerk(prices), "base", PriceInput("A", Decimal(10), "箱", Decimal(5)))
    with acting(prices.system):
        assert Price.objects.count() == EventRow.objects.filter(kind="price.put").count() == 1


def test_a_promotion_of_a_week_gives_the_old_price_back(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    monday = now() + timedelta(days=3)
    put_price(
        clerk(prices),
        "base",
        PriceInput("A", Decimal(8), valid_from=monday, valid_to=monday + timedelta(days=7)),
    )
    days = (0, 4, 11)
    assert [amount_at(prices, now() + timedelta(days=day)) for day in days] == ["1E+1", "8", "1E+1"]


def test_it_ends_where_it_is_removed(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    before = now()
    put_price(clerk(prices), "base", PriceInput("A", Decimal(9), valid_from=now() + timedelta(days=1)))
    remove_price(clerk(prices), "base", "A", "瓶")
    assert amount_at(prices, before) == "1E+1"
    assert amount_at(prices, now()) is None
    assert amount_at(prices, now() + timedelta(days=2)) is None
    with pytest.raises(NotFound):
        remove_price(clerk(prices), "base", "A", "瓶")


def test_every_fault_at_once(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    soon = now() + timedelta(days=1)
    with pytest.raises(Invalid) as fault:
        load_prices(
            clerk(prices),
            "base",
            [
                PriceInput("nothing", Decimal(0), min_quantity=Decimal("NaN")),
                PriceInput("A", Decimal("1E+30"), "袋", Decimal("0.0000001")),
                PriceInput("A", Decimal(1), valid_from=soon, valid_to=soon),
                PriceInput("B", Decimal(1)),
                PriceInput("B", Decimal(2), valid_from=soon),
            ],
        )
    assert {(each.path.removeprefix("prices."), each.code) for each in fault.value.faults} == {
        ("0.sku", "unknown"),
        ("0.amount", "positive"),
        ("0.min_quantity", "positive"),
        ("1.unit", "unknown"),
        ("1.amount", "positive"),
        ("1.min_quantity", "positive"),
        ("2.valid_to", "before-start"),
        ("3.min_quantity", "overlaps"),
        ("4.min_quantity", "overlaps"),
    }
    with pytest.raises(Invalid) as fault:
        put_price(clerk(prices), "base", PriceInput("A", Decimal(1)), "USD")
    assert [each.path for each in fault.value.faults] == ["price.currency"]
    past = PriceInput(
        "A", Decimal(1), valid_from=now() - timedelta(days=5), valid_to=now() - timedelta(days=4)
    )
    with pytest.raises(Invalid) as fault:
        put_price(clerk(prices), "base", past)
    assert [each.code for each in fault.value.faults] == ["past"]
    over = PriceInput("A", Decimal(1), valid_to=now() - timedelta(days=1))
    with pytest.raises(Invalid) as fault:
        put_price(clerk(prices), "base", over, "USD")
    assert {(each.path, each.code) for each in fault.value.faults} == {
        ("price.currency", "other-currency"),
        ("price.0.valid_to", "past"),
    }


def test_somebody_elses_list_is_not_found(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    rival = member_of(prices.system, prices.other_seller, *PERMISSIONS)
    for forbidden in (
        lambda: put_price(rival, "base", PriceInput("A", Decimal(1))),
        lambda: load_prices(rival, "base", []),
        lambda: remove_price(rival, "base", "A", "瓶"),
        lambda: prices_of(rival, "base", "A"),
    ):
        with pytest.raises(NotFound), acting(rival):
            forbidden()
    nobody = member_of(prices.system, prices.seller)
    for forbidden in (
        lambda: put_price(nobody, "base", PriceInput("A", Decimal(1))),
        lambda: load_prices(nobody, "base", []),
        lambda: remove_price(nobody, "base", "A", "瓶"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    house = member_of(prices.system, prices.other_seller, *PERMISSIONS, scope="market")
    assert put_price(house, "base", PriceInput("A", Decimal(1)))


def test_one_price_touches_few_rows_and_many_few_statements(prices: Prices) -> None:
    prices.list("base")
    skus = list(make_variants(prices.system, [f"S{i}" for i in range(300)], prices.seller))
    counts = []
    for amount, number in ((1, 1), (2, 300), (3, 300)):
        rows = [PriceInput(sku, Decimal(amount)) for sku in skus[:number]]
        with CaptureQueriesContext(connection) as statements:
            load_prices(clerk(prices), "base", rows)
        counts.append(len(statements))
    assert max(counts) <= 13
    with acting(prices.system):
        assert Price.objects.count() == 601


def test_the_sheet_has_lists_across(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.price("base", "230", unit="箱")
    prices.list("gold", "level", level=prices.gold)
    prices.price("gold", "9", sku="B")
    with acting(clerk(prices)):
        grid = price_grid(clerk(prices), limit=1)
        assert [each.key for each in grid.lists] == ["base", "gold"]
        [row] = grid.page.items
        cells = {each.key: row.prices.get(each.id, []) for each in grid.lists}
        assert [(each.unit, each.amount) for each in cells["base"]] == [("瓶", 10), ("箱", 230)]
        assert cells["gold"] == []
        [row] = price_grid(clerk(prices), list_keys=["gold"], after=grid.page.next).page.items
        assert row.variant.sku == "B"
        assert price_grid(clerk(prices), search="B").page.next is None


def test_two_clerks_put_prices_at_once(open_prices: Prices, two_at_once) -> None:
    prices = open_prices
    prices.list("base")
    actor = clerk(prices)

    def put(amounts: range):
        def work() -> None:
            for amount in amounts:
                load_prices(actor, "base", [PriceInput(sku, Decimal(amount)) for sku in "AB"])

        return work

    assert two_at_once(put(range(3, 11)), put(range(11, 19))) == [None, None]
    with acting(actor):
        assert sum(row.valid_to is None for row in prices_of(actor, "base", "A")) == 1
