"""A seller, a buyer of a level and a storefront, and a price book that is written into the tables."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.members.models import Level, LevelGrant
from dinghuo.organisations.models import Organisation, Storefront
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest, price_lines
from tests.makers.trade import make_market, make_organisation, make_storefront, make_variants

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BOX = Decimal(24)


@dataclass
class Prices:
    """The market around a price book. Article A comes by 瓶 (the base unit), 箱 of 24 and 托 of 960."""

    system: Actor
    seller: Organisation
    other_seller: Organisation
    buyer: Organisation
    other_buyer: Organisation
    storefront: Storefront
    other_storefront: Storefront
    gold: Level
    silver: Level
    variants: dict[str, Variant]
    lists: dict[str, PriceList] = field(default_factory=dict)

    def list(self, key: str, kind: str = "base", **columns: Any) -> PriceList:
        """A list of the seller's."""
        with acting(self.system):
            made = PriceList.objects.create(
                **{
                    "market_id": self.system.market_id,
                    "key": key,
                    "name": key,
                    "kind": kind,
                    "seller": self.seller,
                    "currency": "CNY",
                    **columns,
                }
            )
        self.lists[key] = made
        return made

    def price(
        self,
        key: str,
        amount: str,
        minimum: str = "1",
        unit: str = "瓶",
        sku: str = "A",
        start: datetime = datetime(2020, 1, 1, tzinfo=UTC),
        end: datetime | None = None,
    ) -> Price:
        """A price on that list."""
        with acting(self.system):
            return Price.objects.create(
                market_id=self.system.market_id,
                list=self.lists[key],
                variant=self.variants[sku],
                unit=unit,
                min_quantity=Decimal(minimum),
                amount=Decimal(amount),
                valid=DateTimeTZRange(start, end),
            )

    def ask(
        self,
        quantity: str = "1",
        unit: str = "瓶",
        sku: str = "A",
        buyer: Organisation | None = None,
        guest: bool = False,
        storefront: Storefront | None = None,
        currency: str = "CNY",
        at: datetime = NOW,
        actor: Actor | None = None,
    ) -> PriceAnswer | None:
        """The answer for one line of the buyer's."""
        actor = actor or self.system
        request = PriceRequest(
            buyer_id=None if guest else (buyer or self.buyer).id,
            currency=currency,
            at=at,
            storefront_id=storefront.id if storefront else None,
            lines=[PriceLine("line", self.variants[sku].id, self.seller.id, unit, Decimal(quantity))],
        )
        with acting(actor):
            return price_lines(actor, request).get("line")


def make_prices() -> Prices:
    """No price yet."""
    system = make_market()
    seller, other_seller = (make_organisation(system, code) for code in ("seller", "other-seller"))
    buyer, other_buyer = (make_organisation(system, code, "buyer") for code in ("buyer", "other-buyer"))
    with acting(system):
        gold, silver = (
            Level.objects.create(market_id=system.market_id, key=key, name=key, rank=rank)
            for rank, key in enumerate(("gold", "silver"))
        )
        LevelGrant.objects.create(
            market_id=system.market_id,
            buyer=buyer,
            level=gold,
            valid=DateTimeTZRange(datetime(2020, 1, 1, tzinfo=UTC), None),
            granted_by="test",
        )
    return Prices(
        system=system,
        seller=seller,
        other_seller=other_seller,
        buyer=buyer,
        other_buyer=other_buyer,
        storefront=make_storefront(system, seller, "shop"),
        other_storefront=make_storefront(system, seller, "other-shop"),
        gold=gold,
        silver=silver,
        variants=make_variants(system, ["A", "B"], seller, {"箱": BOX, "托": Decimal(960)}),
    )


@pytest.fixture
def prices(db: None) -> Prices:
    """In a transaction that is rolled back."""
    return make_prices()


@pytest.fixture
def open_prices(live: None) -> Prices:
    """Committed, for two at once."""
    return make_prices()
