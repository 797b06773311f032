"""People hear of what concerns them, in their language, once, and not of what they did themselves."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.organisations.models import Membership, MembershipGrant, Notification, Person
from dinghuo.reactions.notices import NOTICES
from dinghuo.reactions.table import TABLE
from tests.makers import make_world
from tests.ordering.placed import place

pytestmark = pytest.mark.django_db


def member(world, organisation, permission: str, language: str = "en") -> Person:
    with acting(world.system):
        person = Person.objects.create(market_id=world.market.id, name="Member", language=language)
        membership = Membership.objects.create(
            market_id=world.market.id, person=person, organisation=organisation, status="active"
        )
        MembershipGrant.objects.create(
            market_id=world.market.id, membership=membership, permission=permission
        )
    return person


def heard(world, person: Person) -> list[str]:
    with acting(world.system):
        rows = Notification.objects.filter(person=person).order_by("id")
        return [row.title for row in rows]


def test_the_seller_hears_of_an_order_and_the_buyer_of_the_answer(drain):
    world = make_world()
    clerk = member(world, world.supplier, "ordering.confirm_order")
    purchaser = member(world, world.buyer, "ordering.place_order")
    placed = place(world)
    drain()
    assert heard(world, clerk) == [f"New order {placed.number} from {world.buyer.name}"]
    assert heard(world, purchaser) == []
    confirm_order(world.seller(), placed.number)
    drain()
    assert heard(world, purchaser) == [f"{world.supplier.name} answered order {placed.number}"]
    assert len(heard(world, clerk)) == 1


def test_an_order_that_waits_tells_the_approver_first_and_the_seller_after(drain):
    world = make_world()
    clerk = member(world, world.supplier, "ordering.confirm_order")
    approver = member(world, world.buyer, "ordering.approve_order")
    placed = place(world, limit="100")
    drain()
    assert heard(world, approver) == [f"Order {placed.number} waits for your approval"]
    assert heard(world, clerk) == []
    approve_order(world.approver(), placed.number)
    drain()
    assert heard(world, clerk) == [f"New order {placed.number} from {world.buyer.name}"]


def test_every_kind_that_tells_somebody_is_in_the_table():
    assert set(NOTICES) <= set(TABLE)
