"""Price lists are made for somebody, and no two for the same."""

import dataclasses

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import CustomerGroup
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.errors import ListForWhomTaken
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.price_lists import price_lists
from dinghuo.pricing.states import ListKind, ListState
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices

BASE = ListInput("base", "Base", ListKind.BASE, "CNY")


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def change(row: ListInput, **columns) -> ListInput:
    return dataclasses.replace(row, **columns)


def test_lists_of_every_kind(prices: Prices) -> None:
    for row in (
        ListInput("vip", "VIP", ListKind.CUSTOMER, "CNY", buyer="buyer"),
        ListInput("gold", "Gold", ListKind.LEVEL, "CNY", level="gold", storefront="shop"),
        BASE,
    ):
        save_price_list(clerk(prices), row)
    save_price_list(clerk(prices), change(BASE, name="Base 2027"))
    with acting(clerk(prices)):
        found = price_lists(clerk(prices))
        assert [(each.name, each.buyer, each.level, each.storefront) for each in found] == [
            ("Base 2027", "", "", ""),
            ("Gold", "", "gold", "shop"),
            ("VIP", "buyer", "", ""),
        ]
        assert [each.key for each in price_lists(clerk(prices), search="buyer")] == ["vip"]
        assert EventRow.objects.filter(kind="price_list.saved", subject_number="base").count() == 2


def test_contracts_groups_and_channels(prices: Prices) -> None:
    group = {"market_id": prices.system.market_id}
    with acting(prices.system):
        for key in ("hotels", "schools"):
            CustomerGroup.objects.create(**group, key=key, name=key)
    actor = clerk(prices)
    hotels = ListInput("hotels", "Hotels", ListKind.GROUP, "CNY", group="hotels", priority=1)
    for row in (
        ListInput("deal", "Deal", ListKind.CONTRACT, "CNY", buyer="buyer"),
        hotels,
        ListInput("branch", "Branch", ListKind.CHANNEL, "CNY", branch="other-seller"),
        ListInput("east", "East", ListKind.CHANNEL, "CNY", region_code="3101"),
        ListInput("shop", "Shop", ListKind.CHANNEL, "CNY", storefront="shop", order_type="urgent"),
    ):
        save_price_list(actor, row)
    with pytest.raises(ListForWhomTaken):
        save_price_list(actor, change(hotels, key="schools", group="schools"))
    with pytest.raises(Invalid) as fault:
        save_price_list(actor, ListInput("x", "X", ListKind.CHANNEL, "CNY", branch="buyer", region_code="x"))
    assert {each.path for each in fault.value.faults} == {"storefront", "region_code"}


def test_no_two_for_the_same(prices: Prices) -> None:
    save_price_list(clerk(prices), BASE)
    with pytest.raises(ListForWhomTaken):
        save_price_list(clerk(prices), change(BASE, key="second"))
    save_price_list(clerk(prices), change(BASE, key="dollars", currency="USD"))
    save_price_list(clerk(prices), change(BASE, state=ListState.WITHDRAWN))
    save_price_list(clerk(prices), change(BASE, key="second"))
    with pytest.raises(ListForWhomTaken):
        save_price_list(clerk(prices), BASE)


def test_for_whom_it_is_stays(prices: Prices) -> None:
    save_price_list(clerk(prices), BASE)
    with pytest.raises(Invalid) as fault:
        save_price_list(clerk(prices), change(BASE, kind=ListKind.LEVEL, level="gold", currency="USD"))
    assert {(each.path, each.code) for each in fault.value.faults} == {
        ("kind", "fixed"),
        ("level", "fixed"),
        ("currency", "fixed"),
    }


def test_every_fault_at_once(prices: Prices) -> None:
    row = ListInput("a b", "", ListKind.CUSTOMER, "XXY", buyer="nobody", level="gold", storefront="nowhere")
    with pytest.raises(Invalid) as fault:
        save_price_list(clerk(prices), row)
    assert {each.path for each in fault.value.faults} == {
        "key",
        "name",
        "currency",
        "buyer",
        "level",
        "storefront",
    }


@pytest.mark.parametrize("currency", ["XXX", "XTS", "XAU", "DEM"])
def test_nobody_pays_in_gold(prices: Prices, currency: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_price_list(clerk(prices), change(BASE, currency=currency))
    [fault] = refused.value.faults
    assert (fault.path, fault.code) == ("currency", "not-money")
    assert currency in fault.message


def test_somebody_elses_is_not_found(prices: Prices) -> None:
    save_price_list(clerk(prices), BASE)
    rival = member_of(prices.system, prices.other_seller, *PERMISSIONS)
    with pytest.raises(NotFound):
        save_price_list(rival, BASE)
    with acting(rival):
        assert price_lists(rival) == []
    with pytest.raises(NotAllowed):
        save_price_list(member_of(prices.system, prices.seller), BASE)


def test_the_operator_makes_lists_for_sellers(prices: Prices) -> None:
    house = member_of(prices.system, prices.other_seller, *PERMISSIONS, scope="market")
    made = save_price_list(house, change(BASE, seller_id=prices.seller.id))
    assert made.seller_id == prices.seller.id


def test_the_same_list_twice_at_once(open_prices: Prices, two_at_once) -> None:
    prices = open_prices
    outcomes = two_at_once(
        *[lambda key=key: save_price_list(clerk(prices), change(BASE, key=key)) for key in "ab"]
    )
    assert sum(isinstance(each, ListForWhomTaken) for each in outcomes) == 1
