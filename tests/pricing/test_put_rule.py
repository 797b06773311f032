"""Rules are put on a list: for many goods at once, or following from another list, never in a circle."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.actions.remove_rule import remove_rule
from dinghuo.pricing.models import PriceRule
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.states import Sums, Target
from dinghuo.pricing.steps.note_rules import note_rules
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices

EVERYTHING = RuleInput(Target.ALL, amount=Decimal(9))
FOLLOWS = RuleInput(Target.ALL, base_list="base", percent=Decimal(103))

ONLY_A = {"target": Target.VARIANT, "goods": "A"}


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def lists(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.list("gold", "level", level=prices.gold)
    prices.list("vip", "customer", buyer=prices.buyer)


def faults(prices: Prices, row: RuleInput, key: str = "gold") -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as fault:
        put_rule(clerk(prices), key, row)
    return {(each.path, each.code) for each in fault.value.faults}


def test_a_formula_gives_prices_at_once(prices: Prices) -> None:
    lists(prices)
    put_rule(clerk(prices), "gold", FOLLOWS)
    assert prices.ask(at=now()).amount == Decimal("10.3")
    put_rule(
        clerk(prices), "gold", replace(FOLLOWS, percent=Decimal(90), step=Decimal(1), ending=Decimal("0.9"))
    )
    assert prices.ask(at=now()).amount == Decimal("8.9")
    with acting(prices.system):
        assert EventRow.objects.filter(kind="price_rule.put").count() == 2


def test_what_has_been_stays(prices: Prices) -> None:
    lists(prices)
    put_rule(clerk(prices), "gold", EVERYTHING)
    before = now()
    put_rule(clerk(prices), "gold", replace(EVERYTHING, amount=Decimal(8)))
    planned = replace(EVERYTHING, amount=Decimal(7), valid_from=now() + timedelta(days=1))
    put_rule(clerk(prices), "gold", planned)
    asked = [before, now(), now() + timedelta(days=2)]
    assert [prices.ask(at=at).amount for at in asked] == [9, 8, 7]
    put_rule(clerk(prices), "gold", replace(EVERYTHING, amount=Decimal(6)))
    assert [prices.ask(at=at).amount for at in [before, now(), now() + timedelta(days=2)]] == [9, 6, 6]


def test_no_list_follows_from_itself_by_any_way(prices: Prices) -> None:
    lists(prices)
    put_rule(clerk(prices), "gold", FOLLOWS)
    put_rule(clerk(prices), "vip", replace(FOLLOWS, base_list="gold"))
    assert prices.ask(at=now()).amount == Decimal("10.609")
    assert faults(prices, replace(FOLLOWS, base_list="vip"), "base") == {("base_list", "circle")}
    assert faults(prices, replace(FOLLOWS, base_list="gold"), "gold") == {("base_list", "circle")}


def test_a_circle_in_the_tables_still_has_an_end(prices: Prices) -> None:
    lists(prices)
    put_rule(clerk(prices), "gold", FOLLOWS)
    with acting(prices.system):
        gold, base = prices.lists["gold"], prices.lists["base"]
        PriceRule.objects.create(
            market_id=prices.system.market_id,
            list=base,
            target="variant",
            variant=prices.variants["B"],
            base_list=gold,
            valid=PriceRule.objects.get().valid,
        )
        note_rules(prices.system, base)
    assert prices.ask(sku="B", at=now()) is None
    assert prices.ask(at=now()).amount == Decimal("10.3")


def test_a_rule_is_taken_off_and_what_has_been_stays(prices: Prices) -> None:
    lists(prices)
    made = put_rule(clerk(prices), "gold", FOLLOWS)
    before = now()
    remove_rule(clerk(prices), "gold", made.id)
    assert [prices.ask(at=at).amount for at in (before, now())] == [Decimal("10.3"), 10]
    with pytest.raises(NotFound):
        remove_rule(clerk(prices), "gold", made.id)
    planned = put_rule(clerk(prices), "gold", replace(EVERYTHING, valid_from=now() + timedelta(days=1)))
    remove_rule(clerk(prices), "gold", planned.id)
    assert prices.ask(at=now() + timedelta(days=2)).amount == 10
    with pytest.raises(NotFound):
        remove_rule(member_of(prices.system, prices.other_seller, *PERMISSIONS), "gold", planned.id)


def test_every_fault_at_once(prices: Prices) -> None:
    lists(prices)
    wrong = RuleInput(
        Target.BRAND,
        goods="nobody",
        min_quantity=Decimal(-1),
        percent=Decimal(0),
        step=Decimal(0),
        plus=Decimal("NaN"),
        sums=Sums.GROUP,
        valid_to=now() - timedelta(days=1),
    )
    assert {path for path, _code in faults(prices, wrong)} == {
        *("goods", "min_quantity", "percent", "step", "plus", "tier_group", "valid_to", "amount"),
    }
    prices.list("dollars", currency="USD")
    assert faults(prices, replace(FOLLOWS, base_list="dollars")) == {("base_list", "other-currency")}
    assert faults(prices, replace(FOLLOWS, base_list="nowhere", unit="箱")) == {
        ("base_list", "unknown"),
        ("unit", "not-needed"),
    }


def test_somebody_elses_list_is_not_there(prices: Prices) -> None:
    lists(prices)
    rival = member_of(prices.system, prices.other_seller, *PERMISSIONS)
    with pytest.raises(NotFound):
        put_rule(rival, "gold", EVERYTHING)
    prices.list("rival", seller=prices.other_seller)
    with pytest.raises(Invalid):
        put_rule(rival, "rival", FOLLOWS)
    with pytest.raises(NotAllowed):
        put_rule(member_of(prices.system, prices.seller), "gold", EVERYTHING)


def test_two_put_the_same_rule_at_once(open_prices: Prices, two_at_once) -> None:
    prices = open_prices
    lists(prices)
    works = [
        lambda amount=amount: put_rule(clerk(prices), "gold", replace(EVERYTHING, amount=Decimal(amount)))
        for amount in (8, 9)
    ]
    assert not [each for each in two_at_once(*works) if isinstance(each, Exception)]
    with acting(prices.system):
        assert PriceRule.objects.filter(valid__endswith=None).count() == 1


def test_a_floor_above_the_ceiling_is_told(prices: Prices) -> None:
    lists(prices)
    wanted = replace(FOLLOWS, floor=Decimal(9), ceiling=Decimal(3))
    assert faults(prices, wanted) == {("floor", "above-ceiling")}
    put_rule(clerk(prices), "gold", replace(wanted, floor=Decimal(3)))


@pytest.mark.parametrize(
    ("numbers", "path", "words"),
    [
        ({"plus": Decimal(-99999)}, "plus", "A: ¥10.00 for one 瓶 would come to nothing"),
        ({"plus": Decimal(-10)}, "plus", "A: ¥10.00 for one 瓶 would come to nothing"),
        # The cheaper of two is hit first: a plus that is little for one is much for another.
        ({"plus": Decimal(-1)}, "plus", "B: ¥0.50 for one 瓶 would come to nothing"),
        ({"plus": Decimal(5000)}, "plus", "B: one 瓶 would cost ¥5,000.50 instead of ¥0.50"),
        ({"floor": Decimal(999)}, "floor", "B: one 瓶 would cost ¥999.00 instead of ¥0.50"),
        ({"ceiling": Decimal("0.01")}, "ceiling", "B: one 瓶 would cost ¥0.01 instead of ¥0.50"),
    ],
)
def test_a_formula_that_goes_too_far_is_asked_about(prices: Prices, numbers, path, words) -> None:
    lists(prices)
    prices.price("base", "0.5", sku="B")
    row = replace(FOLLOWS, percent=Decimal(100), **numbers)
    with pytest.raises(Invalid) as refused:
        put_rule(clerk(prices), "gold", row if path != "plus" or "B:" in words else replace(row, **ONLY_A))
    [fault] = refused.value.faults
    assert (fault.path, fault.code) == (path, "absurd")
    assert fault.message.startswith(words)
    assert put_rule(clerk(prices), "gold", replace(row, meant=True)).plus == row.plus


def test_a_formula_meant_or_not_makes_no_price_of_nothing(prices: Prices) -> None:
    lists(prices)
    put_rule(clerk(prices), "gold", replace(FOLLOWS, plus=Decimal(-99999), meant=True))
    # The level has no price then; what everybody pays counts.
    assert prices.ask(at=now()).amount == 10


def test_a_usual_formula_is_not_asked_about(prices: Prices) -> None:
    lists(prices)
    prices.price("base", "240", unit="箱")
    usual = replace(FOLLOWS, percent=Decimal(97), plus=Decimal("-0.5"), floor=Decimal(2), ceiling=Decimal(60))
    assert put_rule(clerk(prices), "gold", usual).percent == 97


def test_two_formulas_at_once_never_close_a_circle(open_prices: Prices, two_at_once) -> None:
    prices = open_prices
    lists(prices)
    works = [
        lambda key=key, base=base: put_rule(clerk(prices), key, replace(FOLLOWS, base_list=base))
        for key, base in (("gold", "vip"), ("vip", "gold"))
    ]
    refused = [each for each in two_at_once(*works) if isinstance(each, Exception)]
    assert [{(fault.path, fault.code) for fault in each.faults} for each in refused] == [
        {("base_list", "circle")}
    ]
