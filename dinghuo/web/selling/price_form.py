"""The price grid as a form: one price a cell, and what of it was changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.actions.put_price import PriceInput
from dinghuo.pricing.queries.price_grid import PriceGrid
from dinghuo.web.selling.typed import read_decimal

#: Cells of a grid; no page has more.
MOST_CELLS = 2000


@dataclass(frozen=True)
class Cell:
    """An article's price on a list: the one that counts first, to be typed over, and the steps above it."""

    key: str
    list_name: str
    currency: str
    unit: str
    amount: Decimal | None
    packed: str
    steps: Sequence[Any]

    @property
    def name(self) -> str:
        """The name of the cell's field."""
        return f"{self.key}.amount"

    @property
    def symbol(self) -> str:
        """The sign before the amount."""
        return formats.symbol(self.currency)

    @property
    def per(self) -> str:
        """The unit after it."""
        return f"/{self.unit}"


@dataclass(frozen=True)
class Row:
    """An article with a cell for each list."""

    variant: Any
    picture: str
    cells: Sequence[Cell]


def rows_of(grid: PriceGrid, pictures: Mapping[Any, str]) -> list[Row]:
    """The sheet as the page shows it."""
    return [
        Row(
            row.variant,
            pictures.get(row.variant.variant_id, ""),
            [_cell(row, each) for each in grid.lists],
        )
        for row in grid.page.items
    ]


def _cell(row: Any, price_list: Any) -> Cell:
    prices = list(row.prices.get(price_list.id, ()))
    # The first step in the base unit if there is one: that is what people compare.
    prices.sort(key=lambda price: (price.unit != row.variant.unit, price.unit, price.min_quantity))
    first = prices[0] if prices else None
    unit = first.unit if first else row.variant.unit
    least = plain(first.min_quantity) if first else "1"
    was = plain(first.amount) if first else ""
    packed = json.dumps([price_list.key, row.variant.sku, unit, least, was], ensure_ascii=False)
    return Cell(
        key=f"cells.{row.variant.variant_id.hex}{price_list.id.hex}",
        list_name=translated(price_list.name, price_list.names),
        currency=price_list.currency,
        unit=unit,
        amount=first.amount if first else None,
        packed=packed,
        steps=prices[1:],
    )


def stored_prices(rows: Sequence[Row]) -> dict[str, str]:
    """What the cells hold before anything is typed."""
    return {
        f"{cell.key}.amount": plain(cell.amount)
        for row in rows
        for cell in row.cells
        if cell.amount is not None
    }


@dataclass(frozen=True)
class Typed:
    """A cell that was changed."""

    key: str
    list_key: str
    price: PriceInput


def read_prices(form: QueryDict) -> list[Typed]:
    """The cells that were changed. Raises Invalid with every fault."""
    posted = {name: str(form[name]) for name in form}
    faults, meant = Faults(), bool(posted.get("meant"))
    changed = []
    for key in [name for name in posted if name.startswith("cells.") and name.count(".") == 1][:MOST_CELLS]:
        list_key, sku, unit, least, was = _unpacked(str(posted[key]))
        text = posted.get(f"{key}.amount", was).strip()
        if text == was:
            continue
        if not text:
            faults.add(f"{key}.amount", "required", _("Open the article to take its price off the list."))
        amount = read_decimal(posted, f"{key}.amount", faults)
        changed.append(Typed(key, list_key, PriceInput(sku, amount, unit, Decimal(least), meant=meant)))
    faults.raise_any()
    return changed


def _unpacked(text: str) -> list[str]:
    try:
        parts = json.loads(text)
        if len(parts) == 5 and all(isinstance(part, str) for part in parts) and Decimal(parts[3]).is_finite():
            return list(parts)
    except (ValueError, TypeError, ArithmeticError):
        pass
    # Not made by this page; the action says that there is no such list.
    return ["", "", "", "1", ""]
