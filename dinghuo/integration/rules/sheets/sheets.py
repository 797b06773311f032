"""The columns of every kind of sheet."""

from collections.abc import Mapping

from dinghuo.integration.rules.sheets.customer_sheet import CUSTOMERS
from dinghuo.integration.rules.sheets.kinds import Sheet
from dinghuo.integration.rules.sheets.offer_sheet import OFFERS
from dinghuo.integration.rules.sheets.price_sheet import PRICES
from dinghuo.integration.rules.sheets.product_sheet import PRODUCTS, VARIANTS
from dinghuo.integration.rules.sheets.stock_sheet import STOCK
from dinghuo.integration.states import ImportKind

SHEETS: Mapping[ImportKind, Sheet] = {
    sheet.kind: sheet for sheet in (PRODUCTS, VARIANTS, OFFERS, PRICES, STOCK, CUSTOMERS)
}
