"""A market and a browser without scripts for each test of the gate."""

import pytest
from django.test import Client

from tests.organisations.world import PASSWORD, World


@pytest.fixture
def world(db: None) -> World:
    """A market that nobody else uses, found by a host of its own."""
    return World()


@pytest.fixture
def at_shop(world: World) -> Client:
    """A browser at the market's own address, so that other tests' markets are out of reach."""
    return browser_at(world)


def browser_at(world: World) -> Client:
    """A browser at a market's storefront."""
    host = host_of(world)
    return Client(headers={"host": host, "accept-language": "en"})


def host_of(world: World) -> str:
    """Give the market's storefront a host, and name it."""
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.models import Storefront

    host = f"{world.market_id.hex}.localhost"
    with acting(world.system):
        Storefront.objects.filter(market_id=world.market_id, is_default=True).update(host=host)
    return host


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str):
    """What a person does at the sign-in page."""
    return client.post("/sign-in", {"login": login, "password": password, **more})
