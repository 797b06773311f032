"""save_customer_group: groups of customers, and who is in them."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.actions.storefronts.save_customer_group import save_customer_group
from dinghuo.organisations.actions.storefronts.save_storefront import save_storefront
from dinghuo.organisations.queries.customer_groups import (
    customer_group,
    customer_groups,
    groups_of,
    groups_with,
    members_of,
)
from tests.organisations.test_storefronts import EAST
from tests.organisations.world import World


def test_a_group_is_made_and_changed(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    group = save_customer_group(admin, "chains", "Chains", ["BUY", "BUY"], {"zh-hans": "连锁"})
    with acting(admin):
        assert groups_of(admin, world.buyer.id) == [group.id]
        assert groups_of(admin, world.other_buyer.id) == []
    again = save_customer_group(admin, "chains", "Chain stores", ["OTH"])
    assert again.id == group.id
    assert world.events("customer_group.saved")[-1].data == {
        "key": "chains",
        "added": ["OTH"],
        "removed": ["BUY"],
    }
    with acting(admin):
        assert [(row.group.name, row.count) for row in customer_groups(admin)] == [("Chain stores", 1)]
        assert [buyer.code for buyer in members_of(admin, customer_group(admin, "chains"))] == ["OTH"]
        assert [row.key for row in groups_with(admin, world.other_buyer.id)] == ["chains"]
        assert groups_with(admin, world.buyer.id) == []


def test_every_fault_is_told_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save_customer_group(world.system, "Chain Stores", "", ["BUY", "SUP", "nobody\0"])
    assert [fault.path for fault in refused.value.faults] == ["key", "name", "buyers.1", "buyers.2"]
    with acting(world.system):
        assert customer_groups(world.system) == []


def test_only_the_operator_makes_groups(world: World) -> None:
    save_customer_group(world.system, "chains", "Chains", ["BUY"])
    for actor in (world.person(world.branch, "branch-manager"), world.person(world.buyer, "buyer-admin")):
        with pytest.raises(NotAllowed):
            save_customer_group(actor, "chains", "Mine", [])
    other = World()
    with acting(other.system), pytest.raises(NotFound):
        customer_group(other.system, "chains")


def test_a_branch_sees_its_own_customers_of_a_group(world: World) -> None:
    east = save_storefront(world.system, **EAST, owner_id=world.branch.id)
    save_customer(world.system, world.buyer.id, east.id)
    group = save_customer_group(world.system, "chains", "Chains", ["BUY", "OTH"])
    manager = world.person(world.branch, "branch-manager")
    with acting(manager):
        assert [buyer.code for buyer in members_of(manager, group)] == ["BUY"]


def test_where_a_company_is_registered_is_the_operator_s_to_say(world: World) -> None:
    save_organisation(world.system, world.buyer.id, "Corner shop", region_code="440106")
    with acting(world.system):
        world.buyer.refresh_from_db()
    assert world.buyer.region_code == "440106"
    with pytest.raises(Invalid):
        save_organisation(world.system, world.buyer.id, "Corner shop", region_code="99")
    admin = world.person(world.buyer, "buyer-admin")
    with pytest.raises(NotAllowed):
        save_organisation(admin, world.buyer.id, "Corner shop", region_code="54")
