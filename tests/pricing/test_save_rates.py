"""Rates of currencies are stored by day with who said so, and lists that convert use them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now, today
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.save_rates import RateInput, save_rates
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.terms import exchange_rates
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices


def dollar(rate: str = "7.1", **other) -> RateInput:
    return RateInput("USD", "CNY", other.pop("day", today("Asia/Shanghai")), Decimal(rate), "A bank", **other)


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def test_a_list_that_converts_answers_by_the_stored_rate(prices: Prices) -> None:
    prices.list("dollars", currency="USD", converts=True)
    prices.price("dollars", "2")
    assert prices.ask(at=now()) is None
    # Who asks here is in UTC, where it may still be the day before.
    day = today("UTC")
    save_rates(clerk(prices), [dollar(day=day)])
    assert prices.ask(at=now()).amount == Decimal("14.2")
    save_rates(clerk(prices), [dollar("7.2", day=day)])
    assert prices.ask(at=now()).amount == Decimal("14.4")
    with acting(prices.system):
        assert [row.rate for row in exchange_rates(clerk(prices)).items] == [Decimal("7.2")]


def test_every_fault_of_every_rate_at_once(prices: Prices) -> None:
    save_rates(clerk(prices), [dollar(day=today("Asia/Shanghai") - timedelta(days=2))])
    wrong = [
        RateInput("ZZZ", "CNY", today("Asia/Shanghai"), Decimal(-1), " "),
        dollar(day=today("Asia/Shanghai") + timedelta(days=30)),
        dollar("710"),
        dollar("7.0"),
        replace(dollar(), quoted="USD"),
    ]
    with pytest.raises(Invalid) as fault:
        save_rates(clerk(prices), wrong)
    assert {(each.path, each.code) for each in fault.value.faults} == {
        ("rates.0.currency", "unknown"),
        ("rates.0.rate", "positive"),
        ("rates.0.source", "required"),
        ("rates.1.day", "future"),
        ("rates.2.rate", "absurd"),
        ("rates.3.day", "twice"),
        ("rates.4.quoted", "same"),
    }
    assert save_rates(clerk(prices), [dollar("710", meant=True)]) == 1


def test_rates_are_for_who_may_store_them(prices: Prices) -> None:
    with pytest.raises(NotAllowed):
        save_rates(member_of(prices.system, prices.seller), [dollar()])
