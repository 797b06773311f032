"""Which handling each kind of import has."""

from collections.abc import Mapping

from dinghuo.integration.rules.sheets.kinds import Sheet
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind
from dinghuo.integration.steps.imports.customers import Customers
from dinghuo.integration.steps.imports.handling import Handling
from dinghuo.integration.steps.imports.offers import Offers
from dinghuo.integration.steps.imports.prices import Prices
from dinghuo.integration.steps.imports.products import Products, Variants
from dinghuo.integration.steps.imports.stock import StockCounts

HANDLINGS: Mapping[str, Handling] = {
    ImportKind.PRODUCTS: Products(),
    ImportKind.VARIANTS: Variants(),
    ImportKind.OFFERS: Offers(),
    ImportKind.PRICES: Prices(),
    ImportKind.STOCK: StockCounts(),
    ImportKind.CUSTOMERS: Customers(),
}


def sheet_of(kind: str) -> Sheet:
    """The columns of a kind."""
    return SHEETS[ImportKind(kind)]
