"""A price given by hand: at once above the floor, below it after somebody else's word, and never before."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now, today
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Customer
from dinghuo.pricing.actions.manual.approve_price import approve_price
from dinghuo.pricing.actions.manual.decline_price import decline_price
from dinghuo.pricing.actions.manual.give_price import GivenPrice, give_price
from dinghuo.pricing.actions.manual.set_floor import set_floor
from dinghuo.pricing.actions.manual.withdraw_price import withdraw_price
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.save_policy import save_policy
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.errors import ManualElsewhere, ManualNeedsSecond
from dinghuo.pricing.models import ManualPrice, PriceList
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.price_lists import price_lists
from dinghuo.pricing.rules.explain import replay
from dinghuo.pricing.states import ListKind
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices

D = Decimal
UNTIL = today("Asia/Shanghai") + timedelta(days=30)


def clerk(prices: Prices) -> Actor:
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def give(prices: Prices, amount: str, actor: Actor | None = None, **more: object) -> ManualPrice:
    with acting(prices.system):
        shop = {"market_id": prices.system.market_id, "storefront": prices.storefront}
        Customer.objects.get_or_create(**shop, buyer=prices.buyer)
    wanted = {"buyer": "buyer", "sku": "A", "amount": D(amount), "until": UNTIL, "why": "A new shop"} | more
    return give_price(actor or clerk(prices), GivenPrice(**wanted))


def asked(prices: Prices, **more: object) -> Decimal | None:
    answer = prices.ask(at=now() + timedelta(seconds=1), **more)
    return answer.amount if answer else None


@pytest.fixture
def floored(prices: Prices) -> Prices:
    """A contract at 10, a cost of 8; at least 90 % of the list and cost + 5 %: 9."""
    _floor(prices)
    return prices


def _floor(prices: Prices) -> None:
    prices.list("deal", "contract", buyer=prices.buyer)
    prices.price("deal", "10")
    prices.list("cost", "cost")
    prices.price("cost", "8")
    set_floor(clerk(prices), D(90), D(5))


def test_at_the_floor_it_counts_at_once_before_every_list_and_its_trace_says_so(floored: Prices) -> None:
    given = give(floored, "9")
    assert (given.state, given.decided_by_name, given.least, given.list_amount) == ("approved", "", 9, 10)
    answer = floored.ask(at=now() + timedelta(seconds=1))
    assert answer.amount == 9
    assert [(step["level"], step["outcome"]) for step in answer.explanation] == [
        ("manual", "won"),
        ("contract", "lost"),
    ]
    assert replay(answer.trace) == 9
    assert asked(floored, buyer=floored.other_buyer) is None


def test_it_comes_before_contracts_also_where_the_lowest_of_all_is_taken(floored: Prices) -> None:
    save_policy(clerk(floored), "contract")
    give(floored, "12")
    assert asked(floored) == 12


def test_below_the_floor_it_counts_nowhere_until_somebody_else_agrees(floored: Prices) -> None:
    asker = clerk(floored)
    given = give(floored, "8.99", asker)
    assert (given.state, asked(floored)) == ("waiting", 10)
    with pytest.raises(ManualNeedsSecond):
        approve_price(asker, given.number)
    with pytest.raises(NotAllowed):
        approve_price(member_of(floored.system, floored.seller, "pricing.give_price"), given.number)
    approve_price(clerk(floored), given.number, "For the fair")
    assert asked(floored) == D("8.99")
    with acting(floored.system):
        kinds = list(
            EventRow.objects.filter(subject_number=given.number).order_by("id").values_list("kind", flat=True)
        )
    assert kinds == ["manual_price.waiting", "manual_price.approved"]


def test_declined_it_never_counts_and_needs_a_reason(floored: Prices) -> None:
    given = give(floored, "8.50")
    with pytest.raises(Invalid):
        decline_price(clerk(floored), given.number, " ")
    decline_price(clerk(floored), given.number, "Too low")
    assert asked(floored) == 10
    with pytest.raises(ManualElsewhere):
        approve_price(clerk(floored), given.number)


def test_cost_and_margin_are_a_floor_too(floored: Prices) -> None:
    set_floor(clerk(floored), D(50), D(5))
    assert give(floored, "8.40").state == "approved"
    assert give(floored, "8.39").state == "waiting"


def test_a_price_of_which_nobody_knows_the_cost_waits(floored: Prices) -> None:
    given = give(floored, "100", sku="B")
    assert (given.state, given.least, given.list_amount) == ("waiting", None, None)


def test_the_floor_counts_tax(prices: Prices) -> None:
    """The list asks 100 without tax, which is 113 with it; the cost is 90 with tax in it."""
    with acting(prices.system):
        product = prices.variants["A"].product
        product.tax_rate = D("0.13")
        product.save()
    prices.list("deal", "contract", buyer=prices.buyer, tax_included=False)
    prices.price("deal", "100")
    prices.list("cost", "cost")
    prices.price("cost", "101.7")
    set_floor(clerk(prices), None, D(0))
    given = give(prices, "90")
    assert (given.state, given.tax_included, given.least) == ("approved", False, 90)
    assert give(prices, "89.99").state == "waiting"


def test_without_a_floor_any_price_may_be_given(prices: Prices) -> None:
    assert give(prices, "0.01").state == "approved"
    assert asked(prices) == D("0.01")


def test_it_ends_by_itself_and_can_be_taken_back(floored: Prices) -> None:
    given = give(floored, "9.5")
    assert floored.ask(at=given.valid.upper).amount == 10
    withdraw_price(clerk(floored), given.number)
    assert asked(floored) == 10
    with pytest.raises(ManualElsewhere):
        withdraw_price(clerk(floored), given.number)


def test_a_later_one_takes_the_place_of_an_earlier(floored: Prices) -> None:
    first, second = give(floored, "9.5"), give(floored, "9.2")
    assert asked(floored) == D("9.2")
    withdraw_price(clerk(floored), first.number)
    assert asked(floored) == D("9.2")
    withdraw_price(clerk(floored), second.number)
    assert asked(floored) == 10


def test_all_faults_at_once(floored: Prices) -> None:
    with pytest.raises(Invalid) as refused:
        give(
            floored,
            "0",
            buyer="nobody",
            sku="nothing",
            until=today("Asia/Shanghai") - timedelta(days=1),
            why="",
        )
    assert {fault.path for fault in refused.value.faults} == {"buyer", "sku", "amount", "until", "why"}


def test_strangers_find_nothing(floored: Prices) -> None:
    given = give(floored, "8.50")
    stranger = member_of(floored.system, floored.other_seller, *PERMISSIONS)
    for decide in (approve_price, withdraw_price, lambda a, n: decline_price(a, n, "No")):
        with pytest.raises(NotFound):
            decide(stranger, given.number)


def test_nothing_else_writes_the_list(floored: Prices) -> None:
    give(floored, "9.5")
    with acting(floored.system):
        key = PriceList.objects.get(market_id=floored.system.market_id, kind="manual").key
    with pytest.raises(NotFound):
        put_price(clerk(floored), key, PriceInput("A", D("0.01")))
    with pytest.raises(Invalid):
        save_price_list(clerk(floored), ListInput("mine", "Mine", ListKind.MANUAL, "CNY", buyer="buyer"))
    with pytest.raises(Invalid):
        save_policy(clerk(floored), "manual")
    with acting(floored.system):
        assert key not in {row.key for row in price_lists(clerk(floored))}


def test_of_many_who_decide_at_once_one_does(open_prices: Prices, two_at_once) -> None:
    _floor(open_prices)
    given = give(open_prices, "8.50")
    decisions = [
        lambda n=n: (
            approve_price(clerk(open_prices), given.number)
            if n % 2
            else decline_price(clerk(open_prices), given.number, "Too low")
        )
        for n in range(6)
    ]
    outcomes = two_at_once(*decisions)
    made = [each for each in outcomes if isinstance(each, ManualPrice)]
    refused = [each for each in outcomes if isinstance(each, ManualElsewhere)]
    assert (len(made), len(refused)) == (1, 5)
    assert asked(open_prices) == (D("8.50") if made[0].state == "approved" else 10)
