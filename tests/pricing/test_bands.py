"""A list below another keeps inside its band at every way by which prices come onto it; what falls out is named."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.models import Category, Product
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.drafts.draft_mass_change import draft_mass_change
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, DraftRow, save_draft
from dinghuo.pricing.actions.drafts.submit_draft import submit_draft
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.actions.set_bands import BandInput, set_bands
from dinghuo.pricing.models import Price, PriceBand
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.bands.bands import list_bands, outside_below
from dinghuo.pricing.queries.bands.outside import Outside
from dinghuo.pricing.rules.mass_change import MassChange, Operation, Selection
from dinghuo.pricing.states import Target
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices

D = Decimal
DAY = timedelta(days=1)


def keeper(prices: Prices) -> Actor:
    return member_of(prices.system, prices.seller, *PERMISSIONS)


@pytest.fixture
def below(prices: Prices) -> Prices:
    """A branch's list below the seller's own: 90 to 110 per cent. A costs 10 above."""
    return _below(prices)


def _below(prices: Prices) -> Prices:
    prices.list("base")
    prices.list("branch", "channel", storefront=prices.storefront)
    prices.price("base", "10")
    set_bands(keeper(prices), "branch", "base", [BandInput("", D(90), D(110))])
    return prices


def refused(work: Callable[[], Any]) -> list[tuple[str, str, str]]:
    with pytest.raises(Invalid) as caught:
        work()
    return [(fault.path, fault.code, fault.message) for fault in caught.value.faults]


def outside(prices: Prices) -> list[Outside]:
    who = keeper(prices)
    with acting(who):
        return list(list_bands(who, "branch").outside)


def told(prices: Prices, sku: str = "") -> list[tuple[str, int]]:
    with acting(prices.system):
        return [(each.key, each.count) for each in outside_below(prices.system, "base", sku)]


def amounts(prices: Prices) -> list[Decimal]:
    with acting(prices.system):
        rows = Price.objects.filter(market_id=prices.system.market_id, list__key="branch")
        return sorted(rows.values_list("amount", flat=True))


def test_a_price_outside_is_refused_with_the_parents_price_and_the_band(below: Prices) -> None:
    who = keeper(below)
    [(path, code, words)] = refused(lambda: put_price(who, "branch", PriceInput("A", D("8.99"), meant=True)))
    assert (path, code) == ("price.amount", "outside-band")
    for word in ("A:", "base", "10.00", "9.00", "11.00"):
        assert word in words
    put_price(who, "branch", PriceInput("A", D(9)))
    put_price(who, "branch", PriceInput("A", D(11)))
    assert D(11) in amounts(below)


def test_another_unit_is_held_against_the_price_above_by_its_content(below: Prices) -> None:
    who = keeper(below)
    assert refused(lambda: put_price(who, "branch", PriceInput("A", D(265), "箱")))
    put_price(who, "branch", PriceInput("A", D(264), "箱"))
    below.price("base", "9", "2", "箱", start=now() - DAY)
    [(_path, _code, words)] = refused(
        lambda: put_price(who, "branch", PriceInput("A", D(250), "箱", D(2), meant=True))
    )
    assert "9.00" in words


def test_of_many_rows_each_outside_is_named_and_none_is_written(below: Prices) -> None:
    rows = [PriceInput("A", D(amount), min_quantity=D(i + 1)) for i, amount in enumerate(("10", "12", "8"))]
    found = refused(lambda: load_prices(keeper(below), "branch", rows))
    assert [path for path, _code, _words in found] == ["prices.1.amount", "prices.2.amount"]
    assert amounts(below) == []


def test_a_draft_is_checked_when_it_is_saved_and_again_when_it_is_published(below: Prices) -> None:
    who = keeper(below)
    asked = DraftInput("branch", "Week", [DraftRow("A", D(15)), DraftRow("A", None, "箱")])
    assert [path for path, _code, _words in refused(lambda: save_draft(who, asked))] == ["rows.0.amount"]
    number = save_draft(who, DraftInput("branch", "Week", [DraftRow("A", D(11))])).number
    put_price(who, "base", PriceInput("A", D(8)))
    [(path, code, words)] = refused(lambda: submit_draft(who, number))
    assert (path, code) == ("rows.0.amount", "outside-band")
    assert "8.80" in words
    assert amounts(below) == []


def test_a_mass_change_that_leaves_the_band_makes_no_draft(below: Prices) -> None:
    who = keeper(below)
    put_price(who, "branch", PriceInput("A", D(10)))
    half_more = MassChange(Selection(), Operation(percent=D(50)))
    found = refused(lambda: draft_mass_change(who, "branch", "Up", half_more))
    assert [code for _path, code, _words in found] == ["outside-band"]


def test_the_nearest_categorys_band_counts(below: Prices) -> None:
    with acting(below.system):
        market = below.system.market_id
        drinks = Category.objects.create(market_id=market, key="drinks", path="drinks/", name="Drinks")
        water = Category.objects.create(
            market_id=market, key="water", path="drinks/water/", name="Water", parent=drinks
        )
        Product.objects.filter(market_id=market, variants__sku="A").update(category=water)
    who = keeper(below)
    bands = [BandInput("", D(90), D(110)), BandInput("drinks", D(50), None), BandInput("water", None, D(120))]
    set_bands(who, "branch", "base", bands)
    put_price(who, "branch", PriceInput("A", D(2)))
    assert "12.00" in refused(lambda: put_price(who, "branch", PriceInput("A", D(13))))[0][2]


def test_when_the_list_above_changes_prices_stay_and_are_named(below: Prices) -> None:
    who = keeper(below)
    put_price(who, "branch", PriceInput("A", D(11)))
    assert outside(below) == []
    put_price(who, "base", PriceInput("A", D(9)))
    [found] = outside(below)
    assert (found.sku, found.amount, found.above, found.least, found.most) == ("A", 11, 9, D("8.1"), D("9.9"))
    assert below.ask(at=now(), storefront=below.storefront).amount == 11
    assert told(below) == [("branch", 1)]
    assert told(below, "B") == []


def test_what_a_planned_change_above_will_put_outside_is_named_today(below: Prices) -> None:
    who = keeper(below)
    put_price(who, "branch", PriceInput("A", D(11)))
    monday = now() + 3 * DAY
    number = save_draft(who, DraftInput("base", "Monday", [DraftRow("A", D(8))], monday)).number
    submit_draft(who, number)
    [found] = outside(below)
    assert found.at == monday


def test_a_rule_is_a_plain_percentage_of_the_list_above(below: Prices) -> None:
    who = keeper(below)
    put_rule(who, "branch", RuleInput(Target.ALL, base_list="base", percent=D(95)))
    for wrong in (
        RuleInput(Target.ALL, amount=D(10)),
        RuleInput(Target.ALL, base_list="base", percent=D(89)),
        RuleInput(Target.ALL, base_list="base", percent=D(95), plus=D(1)),
        RuleInput(Target.ALL, base_list="base", percent=D(95), step=D(1)),
    ):
        assert refused(lambda wrong=wrong: put_rule(who, "branch", wrong))[0][1] == "outside-band"
    tight = [BandInput("", D(99), D(101))]
    assert refused(lambda: set_bands(who, "branch", "base", tight))[0][:2] == ("bands", "rules")


def test_wrong_bands_are_named_at_once(below: Prices) -> None:
    who = keeper(below)
    bands = [BandInput("", D(110), D(90)), BandInput("", None, None), BandInput("nowhere", D(-1))]
    found = refused(lambda: set_bands(who, "branch", "base", bands))
    assert [(path, code) for path, code, _words in found] == [
        ("bands.0.most", "below-least"),
        ("bands.1.category", "twice"),
        ("bands.1.least", "required"),
        ("bands.2.category", "unknown"),
        ("bands.2.least", "positive"),
    ]
    one = [BandInput("", D(90))]
    assert refused(lambda: set_bands(who, "branch", "", one))[0][1] == "unknown"
    assert refused(lambda: set_bands(who, "branch", "branch", one))[0][1] == "circle"
    assert refused(lambda: set_bands(who, "base", "branch", one))[0][1] == "circle"


def test_whose_list_it_is(below: Prices) -> None:
    stranger = member_of(below.system, below.other_seller, *PERMISSIONS)
    with pytest.raises(NotFound):
        set_bands(stranger, "branch", "", [])
    with pytest.raises(NotAllowed):
        set_bands(member_of(below.system, below.seller), "branch", "", [])
    below.list("dealer", seller=below.other_seller)
    set_bands(below.system, "dealer", "base", [BandInput("", D(100))])
    assert refused(lambda: set_bands(stranger, "dealer", "", []))[0][:2] == ("parent", "theirs")
    set_bands(below.system, "dealer", "", [])
    with acting(below.system):
        assert not PriceBand.objects.filter(market_id=below.system.market_id, list__key="dealer").exists()


def test_statements_don_t_grow_with_the_prices(below: Prices) -> None:
    def cost(prices: int) -> int:
        rows = [PriceInput("A", D(10), min_quantity=D(prices * 100 + i)) for i in range(1, prices + 1)]
        with CaptureQueriesContext(connection) as caught:
            load_prices(keeper(below), "branch", rows)
        return len(caught)

    assert cost(2) == cost(40)


def test_the_price_above_and_the_one_below_at_once(
    open_prices: Prices, two_at_once: Callable[..., Any]
) -> None:
    """Whoever comes second sees the other: either the lower price is refused, or it is named as outside."""
    prices = _below(open_prices)
    who = keeper(prices)
    outcomes = two_at_once(
        lambda: put_price(who, "base", PriceInput("A", D(8))),
        lambda: put_price(who, "branch", PriceInput("A", D(11))),
    )
    assert not isinstance(outcomes[0], Exception), outcomes[0]
    was_refused = isinstance(outcomes[1], Invalid)
    assert was_refused or not isinstance(outcomes[1], Exception), outcomes[1]
    assert len(outside(prices)) == (0 if was_refused else 1)
