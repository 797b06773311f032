"""A seller with goods and two warehouses, in a market of its own."""

from dataclasses import dataclass

import pytest

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.inventory.queries.differences import differences
from dinghuo.organisations.models import Organisation
from tests.makers.trade import make_market, make_organisation, make_variants, make_warehouse, member_of


@dataclass
class Shop:
    """The seller's actor may do everything with stock; the system actor makes what is around it."""

    system: Actor
    seller: Organisation
    keeper: Actor
    near: Warehouse
    far: Warehouse
    variants: dict[str, Variant]

    def put(self, *counts: StockCount) -> None:
        """Count these into the book."""
        count_stock(self.keeper, counts)

    def check(self) -> None:
        """Prove the book."""
        with acting(self.keeper):
            assert Stock.objects.exists()
            assert differences(self.keeper) == []


def make_shop() -> Shop:
    """Two warehouses, "near" before "far", and the articles A, B, C without stock."""
    system = make_market()
    seller = make_organisation(system, "seller")
    keeper = member_of(
        system,
        seller,
        "inventory.see_stock",
        "inventory.count_stock",
        "inventory.adjust_stock",
        "inventory.save_warehouse",
        "inventory.set_reorder_points",
        "inventory.receive_stock",
        "inventory.transfer_stock",
        "inventory.scrap_stock",
    )
    return Shop(
        system=system,
        seller=seller,
        keeper=keeper,
        near=make_warehouse(system, seller, "near", 1),
        far=make_warehouse(system, seller, "far", 2),
        variants=make_variants(system, ["A", "B", "C"], seller),
    )


@pytest.fixture
def shop(db: None) -> Shop:
    """In a transaction that is rolled back."""
    return make_shop()


@pytest.fixture
def open_shop(live: None) -> Shop:
    """Committed, for two at once."""
    return make_shop()
