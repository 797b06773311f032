"""Codes as scanners send them say what is printed on the carton."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.inventory.rules.gs1 import SEPARATOR as GS
from dinghuo.inventory.rules.gs1 import Scanned, has_check_digit, read_code

TODAY = date(2026, 11, 22)


def read(text: str) -> Scanned:
    return read_code(text, TODAY)


def test_a_carton_of_the_general_specifications() -> None:
    """GTIN 09521234543213, best before, lot: the example GS1 prints on its own pages."""
    said = read("(01)09521234543213(17)261231(10)ABC123")
    assert (said.gtin, said.lot, said.expires, said.fault) == (
        "09521234543213",
        "ABC123",
        date(2026, 12, 31),
        "",
    )
    assert read("0109521234543213172612311" + "0ABC123").lot == "ABC123"


def test_the_scanner_says_which_symbol_it_was() -> None:
    plain = read("010952123454321310ABC123" + GS + "17261231")
    for prefix in ("]C1", "]d2", "]Q3", "]e0"):
        said = read(prefix + "010952123454321310ABC123" + GS + "17261231")
        assert (said.gtin, said.lot, said.expires) == (plain.gtin, "ABC123", date(2026, 12, 31))


def test_fnc1_ends_a_lot_and_a_count() -> None:
    said = read(f"020952123454321310L7{GS}3724{GS}11260501")
    assert (said.gtin, said.lot, said.count, said.made) == (
        "09521234543213",
        "L7",
        Decimal(24),
        date(2026, 5, 1),
    )
    assert read(f"{GS}010952123454321330{12}").count == 12


def test_a_keyboard_may_show_fnc1_as_a_sign() -> None:
    assert read("010952123454321310L7␝3724").count == 24


def test_weight_in_kilograms() -> None:
    assert read("01095212345432133103001750").weight_kilograms == Decimal("1.750")
    assert read("(01)09521234543213(3102)000525").weight_kilograms == Decimal("5.25")


def test_the_days_of_short_years() -> None:
    assert read("(01)09521234543213(17)270200").expires == date(2027, 2, 28)
    assert read("(01)09521234543213(17)750101").expires == date(2075, 1, 1)
    assert read("(01)09521234543213(11)990101").made == date(1999, 1, 1)
    assert read("(01)09521234543213(15)270301(17)270401").expires == date(2027, 4, 1)
    assert read("(01)09521234543213(17)270401(15)270301").expires == date(2027, 4, 1)


def test_a_plain_gtin_of_any_length() -> None:
    assert read("6901028075831").gtin == "06901028075831"
    assert read("96385074").gtin == "00000096385074"
    assert read("614141000036").gtin == "00614141000036"


def test_a_pallet() -> None:
    assert read("(00)006141411234567890").unit_label == "006141411234567890"


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "empty"),
        ("6901028075832", "check-digit"),
        ("(01)09521234543214", "check-digit"),
        ("(01)0952123454321", "length"),
        ("(01)09521234543213(17)261332", "day"),
        ("(01)09521234543213(17)260230", "day"),
        ("(01)09521234543213(98)", "length"),
        ("(01)09521234543213(10)L7(", "unknown"),
        ("0109521234543213991", "unknown"),
    ],
)
def test_what_is_wrong_is_named(code: str, fault: str) -> None:
    assert read(code).fault == fault


def test_what_is_no_gs1_code_may_be_an_articles_number() -> None:
    assert read("FD-10001") == Scanned("FD-10001")
    assert read("10001") == Scanned("10001")


def test_a_label_names_one_carton() -> None:
    assert read("(02)09521234543213(10)L7(37)24").label
    assert read("(00)006141411234567890").label
    assert not read("6901028075831").label
    assert not read("(01)09521234543213(10)L7").label


@given(st.text(alphabet="0123456789()ABC" + GS, max_size=60))
def test_no_code_is_too_strange(code: str) -> None:
    said = read(code)
    assert not said.gtin or has_check_digit(said.gtin)
