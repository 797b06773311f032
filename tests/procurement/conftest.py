"""A house that sells what it buys of a supplier: its stock, its customers' orders of the last weeks, its people."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.catalogue.models import Offer, Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.inventory.permissions import PERMISSIONS as INVENTORY
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import VIEW
from dinghuo.organisations.models import Customer, Organisation
from dinghuo.procurement.models import Proposal
from dinghuo.procurement.permissions import PERMISSIONS
from tests.makers import World, make_actor, make_goods, make_organisation, make_world
from tests.makers.goods import make_price, make_stock


@dataclass
class Depot:
    """`house` sells and has a warehouse; it is a customer of the storefront as well."""

    world: World
    house: Organisation
    keeper: Actor

    def goods(self, sku: str, stock: int = 100, box: int | None = None, **offer) -> Variant:
        """An article of the supplier's (with plenty) that the house sells as well, from so many pieces of its own."""
        variant = make_goods(self.world.supplier, sku, stock=100_000, box=box, **offer)
        with acting(self.world.system):
            Offer.objects.create(
                market_id=self.world.market.id, variant=variant, seller=self.house, position=9
            )
        make_price(self.house, variant, "12")
        make_stock(self.house, variant, stock)
        return variant

    def sold(self, variant: Variant, *per_day: int, shipped: bool = True) -> None:
        """So many pieces were ordered of the house yesterday, the day before, and so on, and left."""
        for days, quantity in enumerate(per_day, start=1):
            if not quantity:
                continue
            line = LineRequest(variant.sku, Decimal(quantity), seller=self.house.code)
            [order] = place_order(self.world.purchaser(), OrderRequest([line], "transfer")).orders
            seller = make_actor(self.house, [VIEW, "ordering.confirm_order", "fulfilment.ship_order"])
            confirm_order(seller, order.number)
            if shipped:
                ship_order(seller, order.number)
            with acting(self.world.system):
                Order.objects.filter(id=order.id).update(placed_at=now() - timedelta(days=days))

    @property
    def place(self) -> Warehouse:
        """Its warehouse."""
        with acting(self.world.system):
            return Warehouse.objects.get(owner=self.house)

    def on_hand(self, sku: str) -> dict[str, Decimal]:
        """By lot, in its warehouse."""
        with acting(self.world.system):
            rows = Stock.objects.filter(owner=self.house, variant__sku=sku, on_hand__gt=0)
            return dict(rows.values_list("lot", "on_hand"))

    def open_proposals(self) -> list[Proposal]:
        """Those that wait, by number."""
        with acting(self.world.system):
            return list(Proposal.objects.filter(owner=self.house, state="open").order_by("number"))


def make_depot() -> Depot:
    """The house has a storekeeper who may do everything with stock and replenishment."""
    world = make_world()
    house = make_organisation(world.market.id, "branch", name="South branch")
    with acting(world.system):
        Customer.objects.create(market_id=world.market.id, buyer=house, storefront=world.storefront)
    grants = [*PERMISSIONS, *INVENTORY, VIEW, "fulfilment.see_shipments"]
    return Depot(world, house, make_actor(house, grants, "Zhou Jie"))


@pytest.fixture
def depot(db: None) -> Depot:
    """Taken back after the test."""
    return make_depot()


@pytest.fixture
def live_depot(live: None) -> Depot:
    """Committed, for two at once."""
    return make_depot()
