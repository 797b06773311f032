"""The permissions of this domain, each named after the action it opens."""

from collections.abc import Mapping

from dinghuo.inventory.states import StockDocumentKind

SEE_STOCK = "inventory.see_stock"
COUNT_STOCK = "inventory.count_stock"
ADJUST_STOCK = "inventory.adjust_stock"
RECEIVE_STOCK = "inventory.receive_stock"
TRANSFER_STOCK = "inventory.transfer_stock"
SCRAP_STOCK = "inventory.scrap_stock"
APPROVE_STOCK = "inventory.approve_stock"
SAVE_WAREHOUSE = "inventory.save_warehouse"
SET_REORDER_POINTS = "inventory.set_reorder_points"
SET_LIFE_RULES = "inventory.set_life_rules"
RECALL_LOT = "inventory.recall_lot"
SET_SHARING_RULE = "inventory.set_sharing_rule"
SET_DISPLAY_RULES = "inventory.set_display_rules"
SET_ROUTING = "inventory.set_routing"
SET_SAFETY_STOCK = "inventory.set_safety_stock"
PROPOSE_CONSIGNMENT = "inventory.propose_consignment"
TAKE_CONSIGNED = "inventory.take_consigned"

PERMISSIONS = frozenset(
    {
        *(SEE_STOCK, COUNT_STOCK, ADJUST_STOCK, RECEIVE_STOCK, TRANSFER_STOCK, SCRAP_STOCK, APPROVE_STOCK),
        *(SAVE_WAREHOUSE, SET_REORDER_POINTS, SET_LIFE_RULES, RECALL_LOT, SET_SHARING_RULE),
        SET_DISPLAY_RULES,
        SET_ROUTING,
        SET_SAFETY_STOCK,
        PROPOSE_CONSIGNMENT,
        TAKE_CONSIGNED,
    }
)

#: What opens each kind of document.
OF_KIND: Mapping[StockDocumentKind, str] = {
    StockDocumentKind.RECEIPT: RECEIVE_STOCK,
    StockDocumentKind.SCRAP: SCRAP_STOCK,
    StockDocumentKind.ADJUSTMENT: ADJUST_STOCK,
    StockDocumentKind.TRANSFER: TRANSFER_STOCK,
    StockDocumentKind.COUNT: COUNT_STOCK,
    StockDocumentKind.TAKING: TAKE_CONSIGNED,
}
