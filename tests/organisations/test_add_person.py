"""add_person: members, invitations, and people who are known already."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.errors import EmailTaken, PhoneTaken
from tests.organisations.world import World, a_phone


def test_whoever_is_added_is_told_how_to_sign_in(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    phone = a_phone()
    membership = add_person(admin, world.buyer.id, "Wang Wei", phone=phone, roles=["buyer-purchaser"])
    actor = world.acts(membership)
    assert "ordering.place_order" in actor.grants
    assert actor.parts == {"buyer"}
    [message] = world.sent(phone)
    assert "Forgot password" in message.text
    event = world.events("person.added")[-1]
    assert (event.subject_id, event.data["roles"]) == (membership.id, ["buyer-purchaser"])


def test_an_e_mail_address_is_enough(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    address = f"wang@{world.market_id.hex}.example"
    add_person(admin, world.buyer.id, "Wang Wei", email=address.upper())
    [message] = world.sent(address)
    assert (message.channel, message.subject) == ("email", "Your access to Corner shop")


def test_every_fault_is_told(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    with pytest.raises(Invalid) as refused:
        add_person(admin, world.buyer.id, " ", roles=["operator-admin"])
    assert {fault.path for fault in refused.value.faults} == {"name", "phone", "roles"}


def test_a_role_of_another_door_can_t_be_given(world: World) -> None:
    with pytest.raises(Invalid):
        add_person(world.system, world.buyer.id, "Wang Wei", phone=a_phone(), roles=["supplier-sales"])


def test_another_company_isn_t_there(world: World) -> None:
    admin = world.person(world.buyer, "buyer-admin")
    for foreign in (world.other_buyer, World().buyer):
        with pytest.raises(NotFound):
            add_person(admin, foreign.id, "Wang Wei", phone=a_phone())
    with pytest.raises(NotAllowed):
        add_person(world.person(world.buyer, "buyer-approver"), world.buyer.id, "Wang Wei", phone=a_phone())


def test_the_operator_gives_a_known_person_a_second_company(world: World) -> None:
    first = world.member(world.buyer, "buyer-admin")
    second = add_person(
        world.system, world.supplier.id, "Li Na", phone=first.person.phone, roles=["supplier-sales"]
    )
    assert second.person_id == first.person_id
    assert world.acts(second).parts == {"supplier"}
    again = add_person(world.system, world.supplier.id, "Li Na", phone=first.person.phone)
    assert again.id == second.id


def test_a_buyer_can_t_draw_other_companies_people_to_itself(world: World) -> None:
    stranger = world.member(world.other_buyer, "buyer-admin")
    with pytest.raises(PhoneTaken) as refused:
        add_person(world.person(world.buyer, "buyer-admin"), world.buyer.id, "X", phone=stranger.person.phone)
    assert "Other shop" not in refused.value.message


def test_an_address_of_somebody_else_is_refused(world: World) -> None:
    address = f"li@{world.market_id.hex}.example"
    world.member(world.buyer, email=address)
    with pytest.raises(EmailTaken):
        world.member(world.buyer, email=address)


def test_two_at_once_make_one_person(live_world: World, two_at_once) -> None:
    phone = a_phone()
    outcomes = two_at_once(
        *[lambda: add_person(live_world.system, live_world.buyer.id, "Wang Wei", phone=phone)] * 2
    )
    made = [outcome for outcome in outcomes if not isinstance(outcome, PhoneTaken)]
    assert len({membership.person_id for membership in made}) == 1
