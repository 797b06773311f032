"""save_department, set_department: the tree of a company's departments, and who works in them."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.people.save_department import save_department
from dinghuo.organisations.actions.people.set_department import set_department
from dinghuo.organisations.errors import KeyTaken, TreeLoop
from dinghuo.organisations.queries.organisations import departments
from tests.organisations.world import World


def test_departments_make_a_tree(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    shop = save_department(admin, world.buyer.id, "Shop")
    till = save_department(admin, world.buyer.id, "Till", parent_id=shop.id)
    save_department(admin, world.buyer.id, "Tills", parent_id=shop.id, department_id=till.id)
    with acting(admin):
        found = departments(admin, world.buyer.id)
    assert [(row.name, row.parent_id) for row in found] == [("Shop", None), ("Tills", shop.id)]
    assert len(world.events("department.saved")) == 3


def test_it_has_no_loops_and_no_two_of_a_name(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    shop = save_department(admin, world.buyer.id, "Shop")
    till = save_department(admin, world.buyer.id, "Till", parent_id=shop.id)
    with pytest.raises(TreeLoop):
        save_department(admin, world.buyer.id, "Shop", parent_id=till.id, department_id=shop.id)
    with pytest.raises(KeyTaken):
        save_department(admin, world.buyer.id, "Shop")
    with pytest.raises(Invalid):
        save_department(admin, world.buyer.id, "")


def test_others_departments_aren_t_there(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    foreign = save_department(world.system, world.other_buyer.id, "Shop")
    with pytest.raises(NotFound):
        save_department(admin, world.other_buyer.id, "Mine")
    with pytest.raises(NotFound):
        save_department(admin, world.buyer.id, "Mine", department_id=foreign.id)
    with pytest.raises(NotFound):
        save_department(admin, world.buyer.id, "Mine", parent_id=foreign.id)
    with pytest.raises(NotAllowed):
        save_department(world.person(world.buyer, "buyer-purchaser"), world.buyer.id, "Mine")


def test_a_member_works_in_a_department(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    member = world.member(world.buyer, "buyer-purchaser")
    shop = save_department(admin, world.buyer.id, "Shop")
    assert set_department(admin, member.id, shop.id).department == shop
    assert set_department(admin, member.id, None).department is None
    told = [event.data for event in world.events("membership.department_set")]
    assert told == [{"from": "", "to": "Shop"}, {"from": "Shop", "to": ""}]


def test_not_in_another_company_s(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    member = world.member(world.buyer, "buyer-purchaser")
    foreign = save_department(world.system, world.other_buyer.id, "Shop")
    with pytest.raises(NotFound):
        set_department(admin, member.id, foreign.id)
    with pytest.raises(NotFound):
        set_department(admin, world.member(world.other_buyer).id, None)
    with pytest.raises(NotAllowed):
        set_department(world.acts(member), member.id, None)
