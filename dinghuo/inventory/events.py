"""What stock announces."""

from dinghuo.foundation.events import Event


class StockCounted(Event):
    """The balances of a warehouse were counted."""

    kind = "stock.counted"
    subject_kind = "warehouse"


class StockAdjusted(Event):
    """A balance was corrected by an amount."""

    kind = "stock.adjusted"
    subject_kind = "warehouse"


class WarehouseSaved(Event):
    """A warehouse was opened or changed."""

    kind = "warehouse.saved"
    subject_kind = "warehouse"


class ReorderPointsSet(Event):
    """An owner said below which quantity goods run low."""

    kind = "reorder_points.set"
    subject_kind = "organisation"
