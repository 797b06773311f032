"""A confirmed order of goods in stock for each test of fulfilment."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.fulfilment.permissions import PERMISSIONS
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from tests.makers import make_actor, make_organisation, make_world
from tests.ordering.placed import Placed, place


@dataclass
class Confirmed(Placed):
    """An order of 100 and of 10 pieces at 10.00 each, confirmed, and those who handle it."""

    def actor(self, side: str) -> Actor:
        """Somebody of "buyer", "supplier" or "operator" who may do everything, or of a "stranger" house."""
        house = (
            make_organisation(self.world.market.id, "supplier", "buyer")
            if side == "stranger"
            else getattr(self.world, side)
        )
        return make_actor(house, [*PERMISSIONS, *ORDERING], side.title())

    def ship(self, *quantities: int, **more: Any) -> Shipment:
        """The supplier ships these quantities of its lines in order; none ships all."""
        lines = [LineShipment(i, Decimal(q)) for i, q in enumerate(quantities, 1) if q]
        return ship_order(self.actor("supplier"), self.number, lines, **more)

    def shipment(self, number: str) -> Shipment:
        """The shipment as it is now."""
        with acting(self.world.system):
            return Shipment.objects.get(market_id=self.world.market.id, number=number)

    def carried(self, number: str) -> list[tuple[Decimal, ...]]:
        """Quantity, accepted, rejected and lost of its lines."""
        with acting(self.world.system):
            rows = ShipmentLine.objects.filter(shipment__number=number, market_id=self.world.market.id)
            return list(rows.order_by("position").values_list("quantity", "accepted", "rejected", "lost"))

    @property
    def stock(self) -> list[tuple[Decimal, Decimal]]:
        """On hand and reserved of each line's article."""
        with acting(self.world.system):
            rows = {row.variant_id: (row.on_hand, row.reserved) for row in Stock.objects.all()}
        return [rows[line.variant_id] for line in self.lines]


def confirm() -> Confirmed:
    """Place and confirm."""
    placed = place(make_world())
    confirmed = Confirmed(placed.world, placed.number)
    confirm_order(confirmed.actor("supplier"), confirmed.number)
    return confirmed


@pytest.fixture
def confirmed(db: None) -> Confirmed:
    """An order that is taken back after the test."""
    return confirm()


@pytest.fixture
def live_confirmed(live: None) -> Confirmed:
    """An order that is really committed, for tests of two at once."""
    return confirm()
