"""The permissions of this domain, and which permission each kind of import needs."""

from collections.abc import Mapping

from dinghuo.catalogue.permissions import LOAD_PRODUCTS, SAVE_OFFER
from dinghuo.integration.states import ImportKind
from dinghuo.inventory.permissions import COUNT_STOCK
from dinghuo.pricing.permissions import LOAD_PRICES

#: Make, see and revoke keys: the operator's people for every organisation, others for their own.
MANAGE_API_KEYS = "integration.manage_api_keys"
IMPORT_TRADE = "integration.import_trade"

PERMISSIONS = frozenset({MANAGE_API_KEYS, IMPORT_TRADE})

#: Who may do a thing one by one, or by the thousand through a program, may do it by a sheet.
OF_KIND: Mapping[str, str] = {
    ImportKind.PRODUCTS: LOAD_PRODUCTS,
    ImportKind.VARIANTS: LOAD_PRODUCTS,
    ImportKind.OFFERS: SAVE_OFFER,
    ImportKind.PRICES: LOAD_PRICES,
    ImportKind.STOCK: COUNT_STOCK,
    ImportKind.CUSTOMERS: "organisations.save_customer",
}
