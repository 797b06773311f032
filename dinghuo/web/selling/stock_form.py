"""The stock grid as a form: what is on hand and the reorder point, row by row, and what of it was changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Fault, Faults
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.actions.count_stock import StockCount
from dinghuo.web.selling.typed import read_decimal

#: Rows of a grid; no page has more.
MOST_ROWS = 500


@dataclass(frozen=True)
class StockRow:
    """A balance in the grid. `point` is its article's reorder point, None in a further row of the same article."""

    line: Any
    picture: str
    point: Decimal | None

    @property
    def key(self) -> str:
        """Names the row in the form."""
        return f"rows.{self.line.stock_id.hex}"

    @property
    def packed(self) -> str:
        """What the row is, and what stood in it when the page was made."""
        was = [plain(self.line.on_hand), "" if self.point is None else plain(self.point)]
        return json.dumps([self.line.sku, self.line.warehouse, self.line.lot, *was], ensure_ascii=False)

    @property
    def names(self) -> dict[str, str]:
        """The names of the row's fields."""
        return {"on_hand": f"{self.key}.on_hand", "point": f"{self.key}.point"}


@dataclass(frozen=True)
class Edited:
    """What was changed: counts with the row of each, and reorder points by SKU with the row of each."""

    counts: Sequence[StockCount]
    count_rows: Sequence[str]
    points: dict[str, Decimal]
    point_rows: dict[str, str]


def stored_stock(rows: Sequence[StockRow]) -> dict[str, str]:
    """What the fields hold before anything is typed."""
    stored = {row.names["on_hand"]: plain(row.line.on_hand) for row in rows}
    return stored | {row.names["point"]: plain(row.point) for row in rows if row.point is not None}


def read_stock(form: QueryDict) -> Edited:
    """The fields that were changed. Raises Invalid with every fault."""
    posted = {name: str(form[name]) for name in form}
    faults = Faults()
    counts: list[StockCount] = []
    count_rows: list[str] = []
    points: dict[str, Decimal] = {}
    point_rows: dict[str, str] = {}
    for key in [name for name in posted if name.startswith("rows.") and name.count(".") == 1][:MOST_ROWS]:
        sku, warehouse, lot, on_hand, point = _unpacked(str(posted[key]))
        if str(posted.get(f"{key}.on_hand", on_hand)).strip() != on_hand:
            if not str(posted[f"{key}.on_hand"]).strip():
                faults.add(f"{key}.on_hand", "required", _("Enter zero if nothing is left."))
            counts.append(StockCount(sku, read_decimal(posted, f"{key}.on_hand", faults), warehouse, lot))
            count_rows.append(key)
        if str(posted.get(f"{key}.point", point)).strip() != point:
            points[sku] = read_decimal(posted, f"{key}.point", faults)
            point_rows[sku] = key
    faults.raise_any()
    return Edited(counts, count_rows, points, point_rows)


def _unpacked(text: str) -> list[str]:
    try:
        parts = json.loads(text)
        if len(parts) == 5 and all(isinstance(part, str) for part in parts):
            return list(parts)
    except (ValueError, TypeError):
        pass
    # Not made by this page; the action says that there is no such article.
    return ["", "", "", "", ""]


def beside_row(fault: Fault, edited: Edited) -> Fault:
    """The action's fault as a fault of the field that it came from."""
    kind, place, field = (*fault.path.split("."), "", "")[:3]
    if kind == "counts" and place.isdigit():
        return Fault(f"{edited.count_rows[int(place)]}.on_hand", fault.code, fault.message)
    sku = fault.path.removeprefix("points.")
    if kind == "points" and sku in edited.point_rows:
        return Fault(f"{edited.point_rows[sku]}.point", fault.code, fault.message)
    return fault
