"""The nearest price wins, in the ordered unit, with the highest step that is reached; and says why."""

from datetime import timedelta
from decimal import Decimal
from json import dumps

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.api.shapes.price import RuleAnswer
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines
from dinghuo.pricing.rules.explain import replay
from dinghuo.pricing.states import Target
from dinghuo.web.shared.price_words import rules_of
from tests.makers.trade import member_of
from tests.pricing.conftest import NOW, Prices


def amount(prices: Prices, *asked, **asking) -> str | None:
    answer = prices.ask(*asked, **asking)
    return str(answer.amount.normalize()) if answer else None


def test_customer_before_level_before_base(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    assert amount(prices) == "1E+1"
    prices.list("gold", "level", level=prices.gold)
    prices.price("gold", "12")
    assert amount(prices) == "12"
    prices.list("contract", "customer", buyer=prices.buyer)
    prices.price("contract", "11")
    assert amount(prices) == "11"
    assert amount(prices, buyer=prices.other_buyer) == "1E+1"
    assert amount(prices, guest=True) == "1E+1"


def test_a_storefronts_own_list_before_the_general_one_of_its_level(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.list("shop", storefront=prices.storefront)
    prices.price("shop", "9")
    prices.list("gold", "level", level=prices.gold)
    assert amount(prices, storefront=prices.storefront) == "9"
    assert amount(prices, storefront=prices.other_storefront) == "1E+1"
    assert amount(prices) == "1E+1"
    prices.price("gold", "8")
    assert amount(prices, storefront=prices.storefront) == "8"


def test_the_highest_step_that_is_reached(prices: Prices) -> None:
    prices.list("base")
    for minimum, price in (("1", "10"), ("12", "9"), ("48", "8")):
        prices.price("base", price, minimum)
    assert [amount(prices, quantity) for quantity in ("1", "11.5", "12", "47", "48", "9999")] == [
        "1E+1",
        "1E+1",
        "9",
        "9",
        "8",
        "8",
    ]
    assert prices.ask("0.5") is None


def test_a_box_by_its_own_price_and_by_the_bottles(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "1.5")
    assert amount(prices, "1", "箱") == "36"
    assert prices.ask("2", "箱").extended == Decimal("72.00")
    prices.price("base", "33", unit="箱")
    assert amount(prices, "1", "箱") == "33"
    assert amount(prices, "24", "瓶") == "1.5"


def test_the_minimum_counts_in_the_rows_unit(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "1.5")
    prices.price("base", "1.2", "48")
    assert amount(prices, "1", "箱") == "36"
    assert amount(prices, "2", "箱") == "28.8"


def test_a_conversion_is_rounded_once_half_up(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "1", unit="箱")
    assert amount(prices, "24") == "0.041667"
    assert prices.ask("48").extended == Decimal("2.00")


def test_a_unit_that_does_not_convert_has_no_price(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10", unit="袋")
    assert prices.ask("1") is None
    assert amount(prices, "1", "袋") == "1E+1"


def test_validity_ends_just_before_its_end(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10", start=NOW - timedelta(days=1), end=NOW)
    prices.price("base", "11", start=NOW, end=NOW + timedelta(days=1))
    assert amount(prices, at=NOW - timedelta(microseconds=1)) == "1E+1"
    assert amount(prices, at=NOW) == "11"
    assert prices.ask(at=NOW + timedelta(days=1)) is None


def test_no_price_is_no_answer_never_another_currency(prices: Prices) -> None:
    prices.list("base", currency="USD")
    prices.price("base", "10")
    assert prices.ask() is None
    assert amount(prices, currency="USD") == "1E+1"


def test_a_withdrawn_list_gives_no_price(prices: Prices) -> None:
    prices.list("base", state="withdrawn")
    prices.price("base", "10")
    assert prices.ask() is None


def test_it_says_why(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.price("base", "9", "100")
    prices.list("contract", "customer", buyer=prices.buyer)
    prices.price("contract", "8.5", "2")
    prices.price("contract", "8.8")
    prices.price("contract", "190", unit="箱")
    found = [
        (e["level"], e["unit"], e["amount"], e["outcome"], e["reason"]) for e in prices.ask("3").explanation
    ]
    assert found == [
        ("customer", "瓶", "8.5", "won", "nearest"),
        ("customer", "瓶", "8.8", "lost", "higher-step"),
        ("customer", "箱", "7.916667", "lost", "minimum-not-reached"),
        ("base", "瓶", "9", "lost", "minimum-not-reached"),
        ("base", "瓶", "10", "lost", "nearer-list"),
    ]


def test_tiers_and_what_the_next_one_saves(prices: Prices) -> None:
    prices.list("base")
    for minimum, price in (("1", "10"), ("12", "10"), ("24", "9"), ("960", "8")):
        prices.price("base", price, minimum)
    answer = prices.ask("5")
    assert [(tier.min_quantity, tier.amount) for tier in answer.tiers] == [(1, 10), (24, 9), (960, 8)]
    assert (answer.next_tier.min_quantity, answer.next_tier.amount, answer.next_tier.saving) == (24, 9, 24)
    by_box = prices.ask("1", "箱")
    assert [(tier.min_quantity, tier.amount) for tier in by_box.tiers] == [
        (Decimal("0.041667"), 240),
        (1, 216),
        (40, 192),
    ]
    assert prices.ask("960").next_tier is None


def test_the_base_price_stands_beside_the_contracts(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.list("contract", "customer", buyer=prices.buyer)
    prices.price("contract", "8")
    assert prices.ask().list_amount == 10
    assert prices.ask(guest=True).list_amount == 10


@pytest.mark.parametrize("lines", [1, 500])
def test_any_number_of_lines_is_one_statement(prices: Prices, lines: int) -> None:
    prices.list("base")
    prices.price("base", "10")
    asked = [
        PriceLine(i, prices.variants["AB"[i % 2]].id, prices.seller.id, "瓶", Decimal(i + 1))
        for i in range(lines)
    ]
    # What the program itself acts for has its zone asked for once.
    today(prices.system)
    with acting(prices.system), CaptureQueriesContext(connection) as statements:
        answers = price_lines(prices.system, PriceRequest(prices.buyer.id, "CNY", NOW, asked))
    assert len(statements) == 1
    assert set(answers) == {i for i in range(lines) if i % 2 == 0}


def test_another_buyers_prices_are_nobodys_business(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    rival = member_of(prices.system, prices.other_buyer)
    with pytest.raises(NotAllowed):
        prices.ask(actor=rival)
    assert prices.ask(actor=rival, buyer=prices.other_buyer)
    assert prices.ask(actor=member_of(prices.system, prices.seller))
    stranger = member_of(prices.system, prices.other_seller)
    with pytest.raises(NotAllowed):
        prices.ask(actor=stranger)
    assert prices.ask(actor=member_of(prices.system, prices.other_seller, "pricing.price_for_customer"))


def test_what_a_buyer_is_told_never_holds_cost_or_margin(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.list("cost", "cost")
    prices.price("cost", "7.77")
    prices.list("gold", "level", level=prices.gold)
    rule = RuleInput(Target.ALL, base_list="base", percent=Decimal(50), min_margin=Decimal("8.88"))
    put_rule(member_of(prices.system, prices.seller, "pricing.put_rule"), "gold", rule)
    prices.list("rival", "customer", buyer=prices.other_buyer)
    prices.price("rival", "6.66")
    answer = prices.ask("3", at=now())
    assert answer.amount == Decimal("8.459976")
    assert replay(answer.trace) == answer.amount
    told = dumps([RuleAnswer.model_validate(step).model_dump() for step in answer.explanation])
    told += dumps([each.words for each in rules_of(answer.trace)])
    assert "8.459976" in told
    for secret in ("7.77", "8.88", "6.66", "rival", "cost", "margin"):
        assert secret not in told
    assert "7.77" in dumps(answer.trace)
    assert "6.66" not in dumps(answer.trace)


def test_a_formula_over_steps_says_from_which_quantity_each_counts(prices: Prices) -> None:
    prices.list("base")
    for amount_from in (("10", "1"), ("9", "48"), ("8", "240")):
        prices.price("base", *amount_from)
    prices.list("gold", "level", level=prices.gold)
    seller = member_of(prices.system, prices.seller, "pricing.put_rule")
    for least in (Decimal(0), Decimal(96)):
        rule = RuleInput(Target.ALL, base_list="base", percent=Decimal(90 - least / 96), min_quantity=least)
        put_rule(seller, "gold", rule)
    answer = prices.ask("10", at=now())
    gold = [rule for rule in rules_of(answer.explanation) if "gold" in rule.words]
    assert [(rule.words.partition(", from ")[2], rule.amount) for rule in gold] == [
        ("", Decimal(9)),
        ("240 瓶", Decimal("7.12")),
        ("96", Decimal("8.01")),
        ("48 瓶", Decimal("8.1")),
    ]


def test_a_price_of_a_carton_says_that_it_is_from_one_on(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "1.5")
    prices.list("gold", "level", level=prices.gold)
    prices.price("gold", "30", unit="箱")
    words = [rule.words.partition(", from ")[2] for rule in rules_of(prices.ask("2").explanation)]
    assert words == ["", "1 箱"]
