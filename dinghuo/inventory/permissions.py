"""The permissions of this domain, each named after the action it opens."""

SEE_STOCK = "inventory.see_stock"
COUNT_STOCK = "inventory.count_stock"
ADJUST_STOCK = "inventory.adjust_stock"
SAVE_WAREHOUSE = "inventory.save_warehouse"
SET_REORDER_POINTS = "inventory.set_reorder_points"

PERMISSIONS = frozenset({SEE_STOCK, COUNT_STOCK, ADJUST_STOCK, SAVE_WAREHOUSE, SET_REORDER_POINTS})
