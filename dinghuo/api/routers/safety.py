"""The calls about what is kept back of stock."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import safety as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.shapes.safety import SafetyStockPage, safety_shape
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.queries.safety_stock import safety_stocks

router = Router(tags=["Stock"])


@router.get("/safety-stock", response=SafetyStockPage, operation_id="safety_stock")
@reading()
def get_safety_stock(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What the key's organisation keeps back (the operator: everybody's), the newest first. It is left out of what is
    available wherever that is told or promised."""
    page = safety_stocks(request.auth, after=after, limit=limit)
    return {"items": [safety_shape(row) for row in page.items], "next": page.next}


@router.put("/safety-stock", response=SafetyStockPage, operation_id="set_safety_stock")
@writing()
def put_safety_stock(request: Call, body: bodies.SafetyStocks) -> dict[str, Any]:
    """Keep goods back: nobody is promised them, but urgent orders where they may. Orders that stand keep theirs."""
    entries = [SafetyEntry(each.sku, each.warehouse, each.quantity, each.for_urgent) for each in body.entries]
    set_safety_stock(request.auth, entries)
    page = safety_stocks(request.auth)
    return {"items": [safety_shape(row) for row in page.items], "next": page.next}
