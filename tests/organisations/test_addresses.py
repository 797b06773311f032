"""save_address, delete_address: where goods are delivered."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.addresses.delete_address import delete_address
from dinghuo.organisations.actions.addresses.save_address import save_address
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.models import Storefront
from dinghuo.organisations.queries.addresses import address, addresses
from tests.organisations.world import World

WEST_LAKE = {"contact": "Li Na", "phone": "13800138000", "street": "文三路 90 号", "region_code": "330106"}


def test_the_code_says_province_city_and_district(world: World) -> None:
    actor = world.person(world.buyer, "buyer-purchaser")
    saved = save_address(actor, world.buyer.id, **WEST_LAKE)
    assert (saved.province, saved.city, saved.district) == ("浙江省", "杭州市", "西湖区")
    assert saved.line == "浙江省杭州市西湖区文三路 90 号"
    assert saved.is_default
    assert world.events("address.saved")[-1].data == {"line": saved.line}


def test_a_city_without_districts_is_exact_enough_by_its_towns_only(world: World) -> None:
    with pytest.raises(Invalid):
        save_address(world.system, world.buyer.id, **WEST_LAKE | {"region_code": "4419"})
    town = save_address(world.system, world.buyer.id, **WEST_LAKE | {"region_code": "441900003"})
    assert (town.city, town.district) == ("东莞市", "东城街道")


def test_abroad_an_address_is_as_typed(world: World) -> None:
    saved = save_address(
        world.system,
        world.buyer.id,
        contact="Ann",
        phone="020 7946 0958",
        street="1 High Street",
        country="gb",
        city="London",
        postcode="N1 9GU",
    )
    assert (saved.country, saved.city, saved.region_code, saved.phone) == (
        "GB",
        "London",
        "",
        "+442079460958",
    )


def test_every_fault_is_told(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save_address(world.system, world.buyer.id, contact="", phone="x", street="", region_code="33")
    assert {fault.path for fault in refused.value.faults} == {"contact", "phone", "street", "region_code"}


def test_there_is_one_default(world: World) -> None:
    actor = world.person(world.buyer, "buyer-purchaser")
    first = save_address(actor, world.buyer.id, **WEST_LAKE)
    second = save_address(actor, world.buyer.id, **WEST_LAKE, label="Store", is_default=True)
    save_address(actor, world.buyer.id, **WEST_LAKE, label="Old", address_id=first.id)
    with acting(actor):
        assert [(row.id, row.is_default) for row in addresses(actor)] == [
            (second.id, True),
            (first.id, False),
        ]
    delete_address(actor, second.id)
    with acting(actor):
        [left] = addresses(actor)
    assert left.is_default
    assert world.events("address.deleted")[-1].data == {"line": first.line}


def test_two_defaults_at_once_leave_one(live_world: World, two_at_once) -> None:
    save_address(live_world.system, live_world.buyer.id, **WEST_LAKE)
    outcomes = two_at_once(
        *[lambda: save_address(live_world.system, live_world.buyer.id, **WEST_LAKE, is_default=True)] * 3
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    with acting(live_world.system):
        rows = addresses(live_world.system, live_world.buyer.id)
    assert [row.is_default for row in rows] == [True, False, False, False]


def test_two_deletions_at_once_delete_once(live_world: World, two_at_once) -> None:
    saved = save_address(live_world.system, live_world.buyer.id, **WEST_LAKE)
    outcomes = two_at_once(*[lambda: delete_address(live_world.system, saved.id)] * 2)
    assert sum(isinstance(outcome, NotFound) for outcome in outcomes) == 1
    assert len(live_world.events("address.deleted")) == 1


def test_others_addresses_aren_t_there(world: World) -> None:
    foreign = save_address(world.system, world.other_buyer.id, **WEST_LAKE)
    actor = world.person(world.buyer, "buyer-purchaser")
    for asked in (
        lambda: save_address(actor, world.other_buyer.id, **WEST_LAKE),
        lambda: save_address(actor, world.buyer.id, **WEST_LAKE, address_id=foreign.id),
        lambda: delete_address(actor, foreign.id),
    ):
        with pytest.raises(NotFound):
            asked()
    with acting(actor):
        for asked in (lambda: addresses(actor, world.other_buyer.id), lambda: address(actor, foreign.id)):
            with pytest.raises(NotFound):
                asked()


def test_finance_changes_no_address(world: World) -> None:
    saved = save_address(world.system, world.buyer.id, **WEST_LAKE)
    finance = world.person(world.buyer, "buyer-finance")
    with pytest.raises(NotAllowed):
        save_address(finance, world.buyer.id, **WEST_LAKE)
    with pytest.raises(NotAllowed):
        delete_address(finance, saved.id)


def test_a_branch_keeps_its_customers_addresses(world: World) -> None:
    manager = world.person(world.branch, "branch-manager")
    with pytest.raises(NotFound):
        save_address(manager, world.buyer.id, **WEST_LAKE)
    with acting(world.system):
        shop = Storefront.objects.create(
            market_id=world.market_id,
            key="east",
            name="East",
            owner=world.branch,
            languages=["zh-hans"],
            currency="CNY",
            payment_methods=["credit"],
        )
    save_customer(world.system, world.buyer.id, shop.id)
    assert save_address(manager, world.buyer.id, **WEST_LAKE).is_default
