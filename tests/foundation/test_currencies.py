"""A trade is paid in money: not in gold, a fund, a test code or what a country gave up."""

import pytest

from dinghuo.foundation.currencies import check_currency, trade_currencies
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.money import minor_unit


def test_money_is_what_a_country_pays_with():
    assert {"CNY", "HKD", "TWD", "MOP", "USD", "EUR", "JPY", "XOF"} <= trade_currencies()
    assert not trade_currencies() & {"XXX", "XTS", "XAU", "XAG", "XDR", "CLF", "CHE", "DEM", "ZZZ", ""}


def test_amounts_of_all_of_them_fit_their_column():
    assert {minor_unit(each) for each in trade_currencies()} == {
        minor_unit(each) for each in ("JPY", "CNY", "KWD")
    }


@pytest.mark.parametrize(
    ("currency", "code", "words"),
    [
        ("XXX", "not-money", "XXX is no money"),
        ("XTS", "not-money", "XTS is no money"),
        ("XAU", "not-money", "XAU is no money"),
        ("DEM", "not-money", "DEM is no money"),
        ("QQQ", "unknown", "no currency QQQ"),
        ("yuan", "unknown", "three capital letters"),
        ("", "unknown", "three capital letters"),
    ],
)
def test_others_are_refused_by_name(currency, code, words):
    faults = Faults()
    assert not check_currency(faults, "currency", currency)
    [fault] = faults.found
    assert (fault.path, fault.code) == ("currency", code)
    assert words in fault.message


def test_money_has_no_fault():
    faults = Faults()
    assert check_currency(faults, "currency", "CNY")
    assert not faults
