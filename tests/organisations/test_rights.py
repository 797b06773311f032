"""set_membership_roles, set_grant, set_membership_status, save_role: what a member may, and who says so."""

from decimal import Decimal

import pytest

from dinghuo.foundation.actor import allows, limit_of
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.organisations.actions.people.save_role import save_role
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.actions.people.set_membership_roles import set_membership_roles
from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
from dinghuo.organisations.errors import LastAdministrator
from dinghuo.organisations.rules.roles import PURCHASER_LIMIT
from tests.organisations.world import World

PLACE = "ordering.place_order"


def test_roles_are_set_exactly(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    member = world.member(world.buyer, "buyer-purchaser", "buyer-finance")
    set_membership_roles(admin, member.id, ["buyer-approver", "buyer-finance"])
    actor = world.acts(member)
    assert not allows(actor, PLACE)
    assert allows(actor, "ordering.approve_order")
    assert world.events("membership.roles_set")[-1].data == {
        "from": ["buyer-finance", "buyer-purchaser"],
        "to": ["buyer-approver", "buyer-finance"],
    }
    set_membership_roles(admin, member.id, ["buyer-finance", "buyer-approver"])
    assert len(world.events("membership.roles_set")) == 1


def test_of_several_roles_the_most_generous_limit_counts(world: World) -> None:
    member = world.member(world.buyer, "buyer-purchaser")
    assert limit_of(world.acts(member), PLACE) == PURCHASER_LIMIT
    set_membership_roles(world.system, member.id, ["buyer-purchaser", "buyer-admin"])
    assert limit_of(world.acts(member), PLACE) is None


def test_a_single_grant_stands_in_for_the_roles(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    member = world.member(world.buyer, "buyer-purchaser")
    for limit in (Decimal(500), None, Decimal("99999999.0001")):
        set_grant(admin, member.id, PLACE, limit)
        assert limit_of(world.acts(member), PLACE) == limit
    set_grant(admin, member.id, PLACE, given=False)
    assert limit_of(world.acts(member), PLACE) == PURCHASER_LIMIT
    assert world.events("membership.grant_set")[0].data == {
        "permission": PLACE,
        "from": "none",
        "to": "500",
    }


def test_nobody_grants_a_door_that_the_company_hasn_t(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    member = world.member(world.buyer, "buyer-purchaser")
    for permission in ("organisations.approve_registration", "finance.see_ledger", "no.such"):
        with pytest.raises(Invalid):
            set_grant(admin, member.id, permission)
    with pytest.raises(Invalid):
        set_grant(admin, member.id, PLACE, Decimal(-1))
    with pytest.raises(Invalid):
        set_membership_roles(admin, member.id, ["operator-admin"])


def test_members_of_other_companies_aren_t_there(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    foreign = world.member(world.other_buyer)
    with pytest.raises(NotFound):
        set_membership_roles(admin, foreign.id, ["buyer-admin"])
    with pytest.raises(NotFound):
        set_grant(admin, foreign.id, PLACE)
    with pytest.raises(NotFound):
        set_membership_status(admin, foreign.id, "suspended")


def test_members_of_other_markets_aren_t_there_for_the_operator(world: World) -> None:
    other = World()
    foreign = other.member(other.buyer)
    operator = world.person(world.operator, "operator-admin")
    with pytest.raises(NotFound):
        set_membership_roles(operator, foreign.id, [])
    with pytest.raises(NotFound):
        set_grant(operator, foreign.id, PLACE)
    with pytest.raises(NotFound):
        set_membership_status(operator, foreign.id, "suspended")


def test_only_administrators_may(world: World) -> None:
    purchaser = world.person(world.buyer, "buyer-purchaser")
    member = world.member(world.buyer)
    for forbidden in (
        lambda: set_membership_roles(purchaser, member.id, ["buyer-admin"]),
        lambda: set_grant(purchaser, member.id, PLACE),
        lambda: set_membership_status(purchaser, member.id, "suspended"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_the_last_administrator_stays(world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    admin = world.acts(member)
    for last in (
        lambda: set_membership_roles(admin, member.id, ["buyer-purchaser"]),
        lambda: set_membership_status(admin, member.id, "suspended"),
    ):
        with pytest.raises(LastAdministrator):
            last()
    assert allows(world.acts(member), "organisations.set_membership_roles")


def test_two_administrators_who_demote_each_other_at_once(live_world: World, two_at_once) -> None:
    one = live_world.member(live_world.buyer, "buyer-admin")
    other = live_world.member(live_world.buyer, "buyer-admin")
    actors = live_world.acts(one), live_world.acts(other)
    outcomes = two_at_once(
        lambda: set_membership_roles(actors[0], other.id, []),
        lambda: set_membership_roles(actors[1], one.id, []),
    )
    assert sum(isinstance(outcome, LastAdministrator) for outcome in outcomes) == 1


def test_a_suspended_member_comes_back(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    member = world.member(world.buyer, "buyer-purchaser")
    set_membership_status(admin, member.id, "suspended", why="On leave")
    with pytest.raises(NotFound):
        world.acts(member)
    set_membership_status(admin, member.id, "active")
    assert world.acts(member)
    assert [event.data["to"] for event in world.events("membership.status_set")] == ["suspended", "active"]


def test_whoever_holds_roles_of_one_door_acts_in_that_part_only(world: World) -> None:
    both = world.organisation("Both", "buyer", "supplier")
    assert world.person(both, "supplier-sales").parts == {"supplier"}
    assert world.person(both, "supplier-sales", "buyer-finance").parts == {"supplier", "buyer"}
    assert world.person(both).parts == frozenset()


def test_the_operator_s_people_see_the_market(world: World) -> None:
    assert world.person(world.operator, "operator-finance").scope == "market"
    assert world.person(world.branch, "branch-manager").scope == "party"


def test_a_role_is_changed_and_made(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    purchaser = world.member(world.buyer, "buyer-purchaser")
    save_role(admin, "buyer-purchaser", "Purchaser", "buyer", {PLACE: Decimal(100)})
    actor = world.acts(purchaser)
    assert limit_of(actor, PLACE) == 100
    assert not allows(actor, "ordering.cancel_order")
    save_role(admin, "buyer-looker", "Looker", "buyer", {"ordering.view_orders": None}, {"zh-hans": "观察员"})
    looker = world.person(world.buyer, "buyer-looker")
    assert allows(looker, "ordering.view_orders")
    assert world.events("role.saved")[0].data == {"grants": {PLACE: "100"}}


def test_a_role_carries_nothing_from_behind_another_door(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    with pytest.raises(Invalid) as refused:
        save_role(admin, "buyer-admin", "", "buyer", {"finance.see_ledger": None, PLACE: Decimal(-1)})
    assert {fault.path for fault in refused.value.faults} == {
        "name",
        "grants",
        "grants.finance.see_ledger",
        f"grants.{PLACE}",
    }
    with pytest.raises(NotAllowed):
        save_role(world.person(world.buyer, "buyer-admin"), "x", "X", "buyer", {})
