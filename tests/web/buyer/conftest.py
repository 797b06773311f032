"""A buyer's company with people, goods to order and browsers without scripts."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.test import Client

from dinghuo.catalogue.models import Variant
from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.organisations.actions.addresses.save_address import save_address
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.models import Customer, Organisation, Storefront
from dinghuo.web.buyer.typed import goods_value
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

ADMIN = "buyer-admin"


@dataclass
class Store:
    """A storefront with goods of one supplier; `browser` is the buyer's administrator's."""

    world: World
    browser: Client
    goods: list[Variant] = field(default_factory=list)

    @property
    def buyer(self) -> Organisation:
        """The company that buys."""
        return self.world.buyer

    def browser_of(
        self, role: str = ADMIN, organisation: Organisation | None = None, limit: str = ""
    ) -> Client:
        """The browser of somebody else; `limit` is how much they may order alone."""
        member = self.world.member(organisation or self.buyer, role, language="en")
        if limit:
            set_grant(self.world.system, member.id, "ordering.place_order", Decimal(limit))
        return signed_in(self.world, member.person.phone)

    def place(self, *quantities: int, method: str = "credit", buyer: Organisation | None = None) -> str:
        """The number of an order of these quantities, of the goods in order."""
        lines = [
            LineRequest(each.sku, Decimal(quantity))
            for each, quantity in zip(self.goods, quantities, strict=False)
        ]
        actor = self.world.person(buyer or self.buyer, ADMIN)
        request = OrderRequest(lines=lines, payment_method=method, reference="PO-7")
        return place_order(actor, request).orders[0].number

    def shipped(self, *quantities: int) -> tuple[str, str]:
        """The numbers of an order that is on its way and of its shipment."""
        number = self.place(*quantities)
        seller = self.world.person(self.world.supplier, "supplier-admin")
        confirm_order(seller, number)
        return number, ship_order(seller, number).number

    def put(self, *quantities: int | str, browser: Client | None = None):
        """Type quantities into the order pad and send it, as a browser without scripts does."""
        rows = list(zip(self.goods, quantities, strict=False))
        typed = {
            "goods": [goods_value(each.sku, self.world.supplier.code, "瓶") for each, _quantity in rows],
            "unit": ["瓶"] * len(rows),
            "quantity": [str(quantity) for _each, quantity in rows],
        }
        return (browser or self.browser).post("/cart/lines/", typed)


def signed_in(world: World, phone: str) -> Client:
    """A browser at the market's own address in which somebody has signed in."""
    browser = browser_at(world)
    assert sign_in(browser, phone).status_code == 302
    return browser


def text(response) -> str:
    """What the page says, with its tags."""
    return response.content.decode()


def value_of(response, name: str) -> str:
    """What stands in a field of the page."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*? value="([^"]*)"', text(response))
    assert found, name
    return found[1]


@pytest.fixture
def store(db: None) -> Store:
    """Six articles at 10.00, 100 of each in stock; credit of 10,000 and a delivery address."""
    return make_store()


def make_store(articles: int = 6) -> Store:
    """A market of its own with a storefront."""
    world = World()
    member = world.member(world.buyer, ADMIN, name="Li Na", language="en")
    browser = signed_in(world, member.person.phone)
    with acting(world.system):
        for buyer in (world.buyer, world.other_buyer):
            Customer.objects.create(
                market_id=world.market_id, buyer=buyer, storefront=world.storefront, payment_term_days=30
            )
        Storefront.objects.filter(market_id=world.market_id).update(payment_methods=["credit", "transfer"])
    save_credit_line(world.system, world.buyer.id, "CNY", Decimal(10_000), 30, creditor_id=world.operator.id)
    for buyer in (world.buyer, world.other_buyer):
        save_address(
            world.system,
            buyer.id,
            contact="Li Na",
            phone="+8613800000000",
            region_code="320106",
            street="中山路 1 号",
        )
    goods = [make_goods(world.supplier, stock=100) for _ in range(articles)]
    return Store(world, browser, goods)
