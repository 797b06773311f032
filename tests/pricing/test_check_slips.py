"""A price a hundred times what it was is asked about, and written once somebody says that it is meant."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.states import Target
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def slips(prices: Prices, key: str, *rows: PriceInput) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as fault:
        load_prices(clerk(prices), key, rows)
    return {(each.path, each.code) for each in fault.value.faults}


def test_a_point_forgotten_is_asked_about_and_written_when_meant(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "1.50")
    typed = PriceInput("A", Decimal(150))
    with pytest.raises(Invalid) as fault:
        put_price(clerk(prices), "base", typed)
    assert [(each.path, each.code) for each in fault.value.faults] == [("price.amount", "absurd")]
    assert "1.50" in fault.value.faults[0].message
    put_price(clerk(prices), "base", replace(typed, meant=True))
    assert prices.ask(at=now()).amount == 150


def test_ten_times_is_still_a_price_and_more_is_not(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    put_price(clerk(prices), "base", PriceInput("A", Decimal(1)))
    assert prices.ask(at=now()).amount == 1
    assert slips(prices, "base", PriceInput("A", Decimal("0.09"))) == {("prices.0.amount", "absurd")}


def test_it_is_compared_in_its_own_unit_and_with_the_price_for_everybody(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "2")
    prices.list("vip", "customer", buyer=prices.buyer)
    box = PriceInput("A", Decimal(45), "箱")
    load_prices(clerk(prices), "vip", [box])
    wrong = [
        PriceInput("A", Decimal(4500), "箱"),
        PriceInput("A", Decimal("1.90")),
        PriceInput("A", Decimal("0.01")),
    ]
    assert slips(prices, "vip", *wrong[:2]) == {("prices.0.amount", "absurd")}
    assert slips(prices, "vip", wrong[2], PriceInput("B", Decimal(9))) == {("prices.0.amount", "absurd")}


def test_the_first_price_of_an_article_is_nobodys_slip(prices: Prices) -> None:
    prices.list("base")
    load_prices(clerk(prices), "base", [PriceInput("A", Decimal(99999))])
    assert prices.ask(at=now()).amount == 99999


def test_an_odd_percentage_is_asked_about(prices: Prices) -> None:
    prices.list("base")
    prices.list("gold", "level", level=prices.gold)
    rule = RuleInput(Target.ALL, base_list="base", percent=Decimal("0.97"))
    with pytest.raises(Invalid) as fault:
        put_rule(clerk(prices), "gold", rule)
    assert [(each.path, each.code) for each in fault.value.faults] == [("percent", "absurd")]
    put_rule(clerk(prices), "gold", replace(rule, meant=True))


def test_an_amount_for_a_unit_that_nothing_has_is_a_fault(prices: Prices) -> None:
    prices.list("base")
    for target, goods in ((Target.ALL, ""), (Target.VARIANT, "A")):
        with pytest.raises(Invalid) as fault:
            put_rule(clerk(prices), "base", RuleInput(target, goods, amount=Decimal(5), unit="barrel"))
        assert [(each.path, each.code) for each in fault.value.faults] == [("unit", "unknown")]
