"""save_organisation: one's own details; parts and place in the tree only by the operator."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from dinghuo.organisations.errors import TreeLoop
from tests.organisations.world import World


def test_an_administrator_changes_the_details_of_the_own_company(world: World) -> None:
    actor = world.person(world.buyer, "buyer-admin")
    saved = save_organisation(actor, world.buyer.id, "Corner shop 2", phone="13800138000")
    assert (saved.name, saved.phone) == ("Corner shop 2", "+8613800138000")
    assert world.events("organisation.saved")[-1].data == {"changed": ["name", "phone"]}
    save_organisation(actor, world.buyer.id, "Corner shop 2", phone="13800138000")
    assert len(world.events("organisation.saved")) == 1


def test_another_company_isn_t_there(world: World) -> None:
    actor = world.person(world.buyer, "buyer-admin")
    for foreign in (world.other_buyer.id, World().buyer.id):
        with pytest.raises(NotFound):
            save_organisation(actor, foreign, "Mine now")


def test_parts_parent_and_note_are_the_operator_s(world: World) -> None:
    actor = world.person(world.buyer, "buyer-admin")
    for more in ({"parts": ["operator"]}, {"parent_id": world.supplier.id}, {"note": "good payer"}):
        with pytest.raises(NotAllowed):
            save_organisation(actor, world.buyer.id, "Corner shop", **more)
    with pytest.raises(NotAllowed):
        save_organisation(world.person(world.buyer, "buyer-approver"), world.buyer.id, "Corner shop")


def test_the_tree_has_no_loops(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    with pytest.raises(TreeLoop):
        save_organisation(admin, world.operator.id, "Test house", parent_id=world.branch.id)


def test_two_moves_at_once_make_no_loop(live_world: World, two_at_once) -> None:
    one, other = live_world.buyer, live_world.other_buyer
    outcomes = two_at_once(
        lambda: save_organisation(live_world.system, one.id, "One", parent_id=other.id),
        lambda: save_organisation(live_world.system, other.id, "Other", parent_id=one.id),
    )
    assert sum(isinstance(outcome, TreeLoop) for outcome in outcomes) == 1


def test_every_fault_is_told(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save_organisation(world.system, world.buyer.id, "", email="x", phone="y", parts=[])
    assert {fault.path for fault in refused.value.faults} == {"name", "email", "phone", "parts"}
