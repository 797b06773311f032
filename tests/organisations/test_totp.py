"""Codes of authenticator apps, against the vectors of RFC 6238 and RFC 4226."""

import base64

import pytest

from dinghuo.organisations.rules.recovery import CODES, new_recovery_codes, plain_code
from dinghuo.organisations.rules.totp import (
    app_address,
    grouped,
    matching_step,
    new_totp_secret,
    step_of,
    totp,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("instant", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(instant: int, code: str) -> None:
    assert totp(SECRET, step_of(instant), digits=8) == code


@pytest.mark.parametrize(("counter", "code"), [(0, "755224"), (1, "287082"), (2, "359152"), (3, "969429")])
def test_the_vectors_of_rfc_4226(counter: int, code: str) -> None:
    assert totp(SECRET, counter) == code


@pytest.mark.parametrize(("instant", "step"), [(59, None), (60, 3), (90, 3), (149, 3), (150, None)])
def test_half_a_minute_either_way_is_fine(instant: int, step: int | None) -> None:
    assert matching_step(SECRET, "969429", instant) == step


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "28708", "2870820", "二八七〇八二", "abcdef"):
        assert matching_step(SECRET, typed, 59) is None


def test_each_secret_is_new_and_as_long_as_the_hash() -> None:
    first, second = new_totp_secret(), new_totp_secret()
    assert first != second
    assert len(base64.b32decode(first)) == 20
    assert grouped(first).replace(" ", "") == first


def test_the_address_says_who_and_where() -> None:
    address = app_address("ABC", "华源 & Co", "li@shop.example")
    assert address == (
        "otpauth://totp/%E5%8D%8E%E6%BA%90%20%26%20Co:li@shop.example?secret=ABC&issuer=%E5%8D%8E%E6%BA%90%20%26%20Co"
    )


def test_recovery_codes_can_be_typed_as_they_are_read() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == CODES
    assert all(len(plain_code(code)) == 10 and not set("ilo01") & set(code) for code in codes)
    assert plain_code(" ABCDE fghjk ") == plain_code("abcde-FGHJK") == "abcdefghjk"
