"""mistakes.md 17 at the shop's door: a guest sees what the storefront says - nothing, goods, or goods with prices."""

import re

import pytest
from django.test import Client

from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach, save_assortment
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Storefront
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at

pytestmark = pytest.mark.django_db

PAGES = ("/", "/goods/", "/goods/?q=water", "/goods/?view=pad", "/goods/WATER/")


@pytest.fixture
def world() -> World:
    world = World()
    make_goods(world.supplier, "WATER", price="73.19", stock=5)
    return world


def shows(world: World, policy: str) -> None:
    with acting(world.system):
        Storefront.objects.filter(market_id=world.market_id).update(guest_policy=policy)


def told(browser: Client) -> str:
    """All that the pages say to somebody."""
    return "".join(browser.get(page).content.decode() for page in PAGES)


#: The price of 73.19, however its digits are marked up.
PRICE = re.compile(r"73\D{0,60}\.\D{0,60}19")


def test_a_guest_who_may_see_nothing_is_sent_to_sign_in(world: World) -> None:
    shows(world, "nothing")
    guest = browser_at(world)
    assert "WATER" not in told(guest)
    assert not PRICE.search(told(guest))
    for page in PAGES[1:]:
        assert guest.get(page)["Location"].startswith("/sign-in")


def test_a_guest_sees_goods_without_prices(world: World) -> None:
    shows(world, "goods")
    guest = browser_at(world)
    assert "WATER" in told(guest)
    assert not PRICE.search(told(guest))
    assert guest.get("/goods/WATER/price/").status_code == 302


def test_a_guest_sees_prices(world: World) -> None:
    shows(world, "prices")
    assert PRICE.search(told(browser_at(world)))


def test_a_guest_is_shown_nothing_that_is_kept_for_somebody(world: World) -> None:
    shows(world, "prices")
    lines = [AssortmentLine(AssortmentKind.PRODUCT, "WATER")]
    reaches = [Reach(ReachKind.EVERYBODY), Reach(ReachKind.REGION, "44", excepted=True)]
    save_assortment(world.system, "local", AssortmentInput("Local", lines, reaches, denies=True))
    guest = browser_at(world)
    assert "WATER" not in guest.get("/").content.decode() + guest.get("/goods/").content.decode()
    assert guest.get("/goods/WATER/").status_code == 404
    assert guest.get("/goods/WATER/price/").status_code == 404
