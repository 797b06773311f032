"""create_organisation: who may add whom, and codes."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.organisations.actions.market.create_organisation import create_organisation
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.errors import KeyTaken
from tests.organisations.world import World


def test_the_operator_adds_a_company(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    made = create_organisation(
        admin, "  华联超市 ", ["buyer", "supplier"], phone="0571-88888888", names={"en": "Hualian"}
    )
    assert made.name == "华联超市"
    assert made.parts == ["buyer", "supplier"]
    assert made.phone == "+8657188888888"
    assert made.code.startswith("OR-")
    event = world.events("organisation.created")[-1]
    assert (event.subject_id, event.person_name) == (made.id, admin.person_name)
    assert made.id in event.parties


def test_a_code_belongs_to_one_company_of_the_market(world: World) -> None:
    with pytest.raises(KeyTaken):
        world.organisation("Another", "buyer", code="BUY")
    assert World().buyer.code == "BUY"


def test_every_fault_is_told(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        create_organisation(world.system, " ", ["king"], phone="abc", email="nobody")
    assert {fault.path for fault in refused.value.faults} == {"name", "parts", "phone", "email"}


def test_others_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        create_organisation(world.person(world.buyer, "buyer-admin"), "Store", ["buyer"])


def test_a_foreign_parent_isn_t_there(world: World) -> None:
    with pytest.raises(NotFound):
        world.organisation("Store", "buyer", parent_id=World().buyer.id)


def test_with_the_grant_a_branch_adds_below_itself_and_no_other_part(world: World) -> None:
    member = world.member(world.branch, "branch-manager")
    admin = world.member(world.operator, "operator-admin")
    # No role for branches carries it, so not even the operator can give it singly.
    with pytest.raises(Invalid):
        set_grant(world.acts(admin), member.id, "organisations.create_organisation")
