"""A seller behind each of the two doors, with goods in stock, a buyer who orders, and browsers without scripts."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import Client

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.organisations.models import Customer, Organisation, Storefront
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in


@dataclass
class Shop:
    """One seller's door: `ask` and `send` are what its administrator's browser does."""

    world: World
    door: str
    seller: Organisation
    browser: Client
    goods: list[Variant]

    def path(self, address: str) -> str:
        return f"/{self.door}/{address}"

    def ask(self, address: str = "", **query: str):
        return self.browser.get(self.path(address), query)

    def send(self, address: str, **typed: str):
        return self.browser.post(self.path(address), typed)

    def browser_of(self, role: str, organisation: Organisation | None = None) -> Client:
        """The browser of somebody else with this role."""
        member = self.world.member(organisation or self.seller, role)
        browser = browser_at(self.world)
        assert sign_in(browser, member.person.phone).status_code == 302
        return browser

    def place(self, *quantities: int, goods: list[Variant] | None = None) -> str:
        """The number of an order of these quantities, of the seller's goods in order."""
        rows = [
            LineRequest(each.sku, Decimal(quantity))
            for each, quantity in zip(goods or self.goods, quantities, strict=False)
        ]
        actor = self.world.person(self.world.buyer, "buyer-admin")
        placed = place_order(actor, OrderRequest(lines=rows, payment_method="transfer", reference="PO-7"))
        return placed.orders[0].number


@pytest.fixture(params=["supplier", "branch"])
def shop(db: None, request: pytest.FixtureRequest) -> Shop:
    """A seller with three articles, 100 of each in stock."""
    return make_shop(request.param)


def make_shop(door: str) -> Shop:
    """A market of its own with a seller behind this door."""
    world = World()
    seller = world.supplier if door == "supplier" else world.branch
    member = world.member(seller, "supplier-admin" if door == "supplier" else "branch-manager")
    browser = browser_at(world)
    assert sign_in(browser, member.person.phone).status_code == 302
    with acting(world.system):
        Customer.objects.get_or_create(
            market_id=world.market_id, buyer=world.buyer, storefront=world.storefront
        )
        Storefront.objects.filter(market_id=world.market_id).update(payment_methods=["transfer"])
    goods = [make_goods(seller, stock=100) for _ in range(3)]
    return Shop(world, door, seller, browser, goods)
