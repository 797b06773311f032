"""The calls about stock: look, set, count."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from dinghuo.api.bodies import inventory as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.shapes.stock import StockAnswer, StockPage, stock_shape
from dinghuo.api.values import Name, Word
from dinghuo.foundation.errors import Faults, Invalid, NotFound
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.queries.stock_lines import stock_grid, stock_of

router = Router(tags=["Stock"])


@router.get("/stock", response=StockPage, operation_id="stock")
@reading()
def get_stock(
    request: Call,
    search: Name = "",
    warehouse: Word | None = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """The balances of the key's organisation (the operator: everybody's), by SKU, in base units.

    `search` is the beginning of a SKU or a part of a name.
    """
    page = stock_grid(request.auth, search=search, warehouse=warehouse or "", after=after, limit=limit)
    return {"items": [stock_shape(line) for line in page.items], "next": page.next}


@router.get("/stock/{path:sku}", response=StockPage, operation_id="stock_of")
@reading()
def get_stock_of(request: Call, sku: str) -> dict[str, Any]:
    """The balances of one article, by warehouse and lot."""
    return {"items": [stock_shape(line) for line in stock_of(request.auth, sku)], "next": None}


@router.put("/stock/{path:sku}", response=StockAnswer, operation_id="set_stock")
@writing()
def put_stock(request: Call, sku: str, body: bodies.Balance) -> dict[str, Any]:
    """Set what is on hand of an article in one warehouse (and lot), in base units.

    Refused as `on-hand-below-reserved` where orders have been promised more.
    """
    count = StockCount(sku, body.on_hand, body.warehouse or "", body.lot, body.expires)
    with _of_one():
        try:
            lines = count_stock(request.auth, [count])
        except Invalid as wrong:
            if any(fault.path == "counts.0.sku" and fault.code == "unknown" for fault in wrong.faults):
                raise NotFound(sku) from wrong
            raise
    return stock_shape(lines[0])


@router.post("/stock-counts", response=StockAnswer | StockPage, operation_id="count_stock")
@writing()
def post_stock_count(request: Call, body: bodies.StockCount) -> dict[str, Any]:
    """Enter what was counted, in base units: one article, or many under `lines` (all of them or none).

    The answer is the balance, or the list of them. Refused as `on-hand-below-reserved` where orders have been
    promised more.
    """
    if body.lines:
        counts = [
            StockCount(line.sku, line.on_hand, line.warehouse or body.warehouse or "", line.lot, line.expires)
            for line in body.lines
        ]
        lines = count_stock(request.auth, counts, body.why, path="lines")
        return {"items": [stock_shape(line) for line in lines], "next": None}
    faults = Faults()
    for name in ("sku", "on_hand"):
        if getattr(body, name) is None:
            faults.add(name, "required", _("This is missing."))
    faults.raise_any()
    assert body.sku is not None
    assert body.on_hand is not None
    with _of_one():
        count = StockCount(body.sku, body.on_hand, body.warehouse or "", body.lot, body.expires)
        return stock_shape(count_stock(request.auth, [count], body.why)[0])


@contextmanager
def _of_one() -> Iterator[None]:
    """Faults of the only count, told as of the body's own fields."""
    try:
        yield
    except Invalid as wrong:
        raise Invalid(
            [replace(fault, path=fault.path.removeprefix("counts.0.")) for fault in wrong.faults]
        ) from wrong
