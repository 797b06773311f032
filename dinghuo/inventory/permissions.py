"""The permissions of this domain, each named after the action it opens."""

PERMISSIONS = frozenset(
    {
        "inventory.see_stock",
        "inventory.count_stock",
        "inventory.adjust_stock",
        "inventory.save_warehouse",
        "inventory.set_reorder_points",
    }
)
