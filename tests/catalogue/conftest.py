"""A market with an operator's catalogue and two sellers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach, save_assortment
from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.models import Assortment
from dinghuo.catalogue.permissions import PERMISSIONS
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.rules.rows import OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.states import AssortmentKind, ProductState, ReachKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.paging import Page
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation, Storefront
from tests.makers.trade import make_market, make_organisation, make_storefront, member_of


@dataclass
class Goods:
    """`keeper` may do everything with the catalogue, `buyer` may look."""

    system: Actor
    keeper: Actor
    buyer: Actor
    house: Organisation
    seller: Organisation
    rival: Organisation
    storefront: Storefront
    categories: list[str] = field(default_factory=list)

    def offer(self, **terms) -> OfferRow:
        """The seller's."""
        return OfferRow(self.seller.id, **terms)

    def row(self, code: str, name: str = "", **columns) -> ProductRow:
        """A published product of one variant with the same code, offered by the seller."""
        variants = columns.pop("variants", None) or [VariantRow(code, offers=[self.offer()])]
        return ProductRow(
            **{
                "code": code,
                "name": name or f"Goods {code}",
                "category": "drinks",
                "base_unit": "瓶",
                "variants": variants,
                "state": ProductState.PUBLISHED,
                **columns,
            }
        )

    def load(self, *rows: ProductRow) -> None:
        """Load these."""
        load_products(self.keeper, rows)

    def page(self, search: str = "", storefront: Storefront | None = None, **asked) -> Page:
        """What the buyer sees."""
        wanted = Wanted(
            search, **{key: asked.pop(key) for key in list(asked) if key in Wanted.__annotations__}
        )
        with acting(self.buyer):
            return list_products(self.buyer, storefront.id if storefront else None, wanted, **asked)

    def skus(self, search: str = "", **asked) -> list[str]:
        """The SKUs the buyer sees, in order."""
        return [item.sku for item in self.page(search, **asked).items]


def shop_shows(keeper: Actor, storefront: str, lines: Sequence[AssortmentLine]) -> Assortment:
    """The storefront with this key shows only these goods; of no line everything."""
    wanted = AssortmentInput(
        name=f"Goods of {storefront}",
        lines=lines or [AssortmentLine(AssortmentKind.CATEGORY, "food")],
        reaches=[Reach(ReachKind.STOREFRONT, storefront)],
        is_active=bool(lines),
    )
    return save_assortment(keeper, storefront, wanted)


def make_goods() -> Goods:
    """Categories food > drinks > water and apparel; no products."""
    system = make_market()
    house = make_organisation(system, "house", "operator")
    keeper = member_of(system, house, *PERMISSIONS, scope="market")
    goods = Goods(
        system=system,
        keeper=keeper,
        buyer=member_of(system, make_organisation(system, "buyer", "buyer"), "catalogue.see_products"),
        house=house,
        seller=make_organisation(system, "seller"),
        rival=make_organisation(system, "rival"),
        storefront=make_storefront(system, house),
    )
    for key, parent in (("food", ""), ("drinks", "food"), ("water", "drinks"), ("apparel", "")):
        save_category(keeper, key, key.title(), parent=parent)
    return goods


BOX = PackRow("箱", Decimal(24), is_default=True)


@pytest.fixture
def goods(db: None) -> Goods:
    """In a transaction that is rolled back."""
    return make_goods()


@pytest.fixture
def open_goods(live: None) -> Goods:
    """Committed, for two at once."""
    return make_goods()
