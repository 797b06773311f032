"""A small market with a little trade, and somebody of every role in it."""

from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Role, Storefront
from proofs.shared.visitors import Visitor, visitor
from tests.organisations.world import World
from tests.web.buyer.conftest import Store, make_store


def a_market_in_trade() -> Store:
    """An order on its way, one to be answered; its storefront is shown at every address."""
    store = make_store(3)
    store.shipped(3, 2)
    store.place(2)
    with acting(store.world.system):
        # By a host of its own it would be shown to nobody who comes by another.
        Storefront.objects.filter(market_id=store.world.market_id).update(host="")
    return store


def somebody_of_each_role() -> tuple[list[Visitor], str]:
    """One member for each role, in the organisation that has it, and a guest; then the first one's phone number."""
    world = a_market_in_trade().world
    with acting(world.system):
        roles = list(
            Role.objects.filter(market_id=world.market_id).order_by("key").values_list("key", "door")
        )
    members = [world.member(house_of(world, door), key, language="en") for key, door in roles]
    visitors = [visitor(world.system, member) for member in members]
    return [*visitors, Visitor("a guest")], members[0].person.phone


def house_of(world: World, door: str):
    """The organisation that works behind this door."""
    return getattr(world, door)


def browser_from(address: str) -> Client:
    """A browser of somebody at this network address."""
    return Client(REMOTE_ADDR=address, headers={"accept-language": "en"})
