"""The rules of organisations: tables of cases, without a database."""

from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from uuid import UUID

import pytest

import dinghuo
from dinghuo.organisations.rules.grants import grants_of
from dinghuo.organisations.rules.phones import hidden_phone, normal_phone, shown_phone
from dinghuo.organisations.rules.regions import cities, districts, find_region, provinces, region
from dinghuo.organisations.rules.roles import ADMINISTRATOR, PRESETS, permissions_of_door
from dinghuo.organisations.rules.secrets import cookie_value, keyed_hash, new_code, new_secret, read_cookie
from dinghuo.organisations.rules.storefronts import contrast_with_white, is_accent, is_host, is_key
from dinghuo.organisations.rules.tax_numbers import check_character, is_tax_number, normal_tax_number
from dinghuo.organisations.rules.trees import would_loop
from dinghuo.organisations.rules.words import plain_text, search_words
from dinghuo.organisations.states import ORGANISATION_MOVES, OrganisationStatus, Part


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("13800138000", "CN", "+8613800138000"),
        ("138-0013-8000", "CN", "+8613800138000"),
        ("１３８００１３８０００", "CN", "+8613800138000"),
        ("+86 138 0013 8000", "GB", "+8613800138000"),
        ("008613800138000", "CN", "+8613800138000"),
        ("0571-88888888", "CN", "+8657188888888"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("12345", "CN", None),
        ("", "CN", None),
        ("Li Na", "CN", None),
        ("1" * 400, "CN", None),
    ],
)
def test_phone_numbers_have_one_form(typed: str, country: str, number: str | None) -> None:
    assert normal_phone(typed, country) == number


def test_phone_numbers_are_shown_as_people_write_them() -> None:
    assert shown_phone("+8613800138000") == "138 0013 8000"
    assert shown_phone("+442079460958") == "+44 20 7946 0958"
    assert shown_phone("odd") == "odd"
    assert hidden_phone("+8613800138000") == "+86138****8000"


# The first is the example of GB 32100-2015's own registrar, 福建省; the others are its copies with one thing wrong.
@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("91350100M000100Y43", True),
        ("91350100M000100Y44", False),
        ("91350100M000100Y4", False),
        ("91350100M000100I43", False),
        ("9135010OM000100Y43", False),
        ("", False),
    ],
)
def test_tax_numbers_check_themselves(text: str, right: bool) -> None:
    assert is_tax_number(text) is right


def test_a_tax_number_is_read_however_it_is_typed() -> None:
    assert normal_tax_number(" 9135 0100-m000100y43 ") == "91350100M000100Y43"


def test_every_single_wrong_character_is_found() -> None:
    number = "91350100M000100Y43"
    for place in range(17):
        for character in "0A":
            if character != number[place]:
                changed = number[:place] + character + number[place + 1 :]
                assert check_character(changed[:17]) != number[17]


def test_regions_follow_from_one_another() -> None:
    assert len(provinces()) == 31
    assert ("3301", "杭州市") in cities("33")
    assert ("330106", "西湖区") in districts("3301")
    assert region("330106").name == "浙江省杭州市西湖区"
    assert region("110101").name == "北京市东城区"
    assert ("441900003", "东城街道") in districts("4419")
    assert cities("3301") == districts("33") == cities("99") == []
    assert region("999999") is None


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("浙江省", "杭州市", "西湖区"), "330106"),
        (("浙江", "杭州", "西湖"), "330106"),
        (("北京", "北京市", "东城区"), "110101"),
        (("北京市", "", "东城区"), "110101"),
        (("广西", "南宁"), "4501"),
        (("浙江省",), "33"),
        (("火星",), None),
    ],
)
def test_regions_are_found_by_name(names: tuple[str, ...], code: str | None) -> None:
    found = find_region(*names)
    assert (found.code if found else None) == code


def test_grants_add_up() -> None:
    roles = [
        ("a", Decimal(5)),
        ("a", Decimal(9)),
        ("b", None),
        ("b", Decimal(1)),
        ("c", Decimal(3)),
        ("c", None),
    ]
    assert grants_of(roles, []) == {"a": Decimal(9), "b": None, "c": None}
    assert grants_of(roles, [("a", Decimal(1)), ("d", None)])["a"] == 1


def test_trees_have_no_loops() -> None:
    parents = {"a": None, "b": "a", "c": "b"}
    assert would_loop(parents, "a", "c")
    assert would_loop(parents, "a", "a")
    assert not would_loop(parents, "c", "a")
    assert not would_loop({"x": "y", "y": "x"}, "a", "x")


def test_secrets_and_cookies() -> None:
    market = UUID(int=7)
    assert read_cookie(cookie_value(market, "s")) == (market, "s")
    for bad in ("", ".", "x.y", f"{market}.s", market.hex, market.hex + "." + "s" * 200):
        assert read_cookie(bad) is None
    assert new_secret() != new_secret()
    assert len(new_code()) == 6
    assert new_code().isdigit()
    assert keyed_hash("k", "ab", "c") != keyed_hash("k", "a", "bc")


def test_storefronts_have_keys_hosts_and_colours() -> None:
    assert is_key("east-2")
    assert is_host("shop.example.com")
    assert is_accent("#0b6e69")
    for bad in ("", "-a", "a-", "A", "a b", "a" * 41):
        assert not is_key(bad)
    for bad in ("", "a..b", "-a.com", "http://a", "a:80", "a/b"):
        assert not is_host(bad)
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)


def test_searches_hold_no_control_characters() -> None:
    assert search_words("a\0b  c\td") == ["ab", "c", "d"]
    assert len(search_words("x " * 100)) == 8
    assert plain_text("\x1b[1m x \n") == "[1m x"


def test_a_rejected_company_may_ask_again() -> None:
    assert ORGANISATION_MOVES.may(OrganisationStatus.REJECTED, OrganisationStatus.PENDING)
    assert not ORGANISATION_MOVES.may(OrganisationStatus.REJECTED, OrganisationStatus.ACTIVE)


def permissions_there_are() -> set[str]:
    found: set[str] = set()
    for module in iter_modules(dinghuo.__path__):
        if module.ispkg and find_spec(f"dinghuo.{module.name}.permissions"):
            found |= set(import_module(f"dinghuo.{module.name}.permissions").PERMISSIONS)
    return found


def test_roles_give_nothing_that_no_domain_knows() -> None:
    there_are = permissions_there_are()
    assert not {name for preset in PRESETS for name in preset.permissions} - there_are
    assert all(set(preset.limits) <= preset.permissions for preset in PRESETS)
    assert len({preset.key for preset in PRESETS}) == len(PRESETS)


def test_every_part_has_an_administrator_who_may_set_roles() -> None:
    by_key = {preset.key: preset for preset in PRESETS}
    for part in Part:
        preset = by_key[ADMINISTRATOR[part]]
        assert preset.door == part
        assert "organisations.set_membership_roles" in preset.permissions


def test_a_buyer_s_door_holds_none_of_the_house_s_keys() -> None:
    for part in (Part.BUYER, Part.SUPPLIER):
        of_door = permissions_of_door(part)
        for key in (
            "finance.see_ledger",
            "organisations.approve_registration",
            "ordering.place_for_customer",
        ):
            assert key not in of_door
