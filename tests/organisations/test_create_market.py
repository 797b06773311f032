"""create_market: a market with its house, its roles and its first storefront."""

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.market.create_market import create_market
from dinghuo.organisations.errors import KeyTaken
from dinghuo.organisations.models import Market, Role, RoleGrant, Storefront
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.rules.roles import PRESETS, PURCHASER_LIMIT
from dinghuo.organisations.steps.seed_roles import seed_roles
from tests.organisations.world import World


def test_it_has_a_house_roles_and_a_storefront(world: World) -> None:
    with acting(world.system):
        assert operator_of(world.market_id).parts == ["operator"]
        assert Storefront.objects.get(market_id=world.market_id).is_default
        assert Role.objects.filter(market_id=world.market_id).count() == len(PRESETS)
        limit = RoleGrant.objects.get(
            market_id=world.market_id, role__key="buyer-purchaser", permission="ordering.place_order"
        ).limit
    assert limit == PURCHASER_LIMIT
    assert [event.subject_number for event in world.events("market.created")] == [world.market.key]


def test_roles_are_seeded_once(world: World) -> None:
    with acting(world.system):
        Role.objects.filter(market_id=world.market_id, key="buyer-finance").delete()
        seed_roles(world.market_id)
        seed_roles(world.market_id)
        assert Role.objects.filter(market_id=world.market_id).count() == len(PRESETS)


def test_a_key_belongs_to_one_market(world: World) -> None:
    with pytest.raises(KeyTaken):
        create_market(Actor.system(new_id()), world.market.key, "Another", "CNY", "House")


def test_every_fault_is_told(db: None) -> None:
    with pytest.raises(Invalid) as refused:
        create_market(Actor.system(new_id()), "k", "K", "yuan", "House", languages=["tlh"])
    assert {fault.path for fault in refused.value.faults} == {"languages", "currency"}


def test_nobody_but_the_program_makes_markets(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    with pytest.raises(NotAllowed):
        create_market(admin, "k", "K", "CNY", "House")


def test_markets_don_t_see_each_other(world: World) -> None:
    other = World()
    with acting(world.system):
        assert list(Market.objects.values_list("id", flat=True)) == [world.market_id]
        assert not Role.objects.filter(market_id=other.market_id).exists()
