"""The calls about warehouses: which there are, and keeping one."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import inventory as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.shapes.warehouse import WarehouseAnswer, WarehousePage, warehouse_shape
from dinghuo.inventory.actions.save_warehouse import save_warehouse
from dinghuo.inventory.queries.warehouses import warehouses

router = Router(tags=["Stock"])


@router.get("/warehouses", response=WarehousePage, operation_id="warehouses")
@reading()
def get_warehouses(request: Call) -> dict[str, Any]:
    """The places of the key's organisation (the operator: everybody's), the first to be emptied first."""
    return {"items": [warehouse_shape(place) for place in warehouses(request.auth)], "next": None}


@router.put("/warehouses", response=WarehouseAnswer, operation_id="save_warehouse")
@writing()
def put_warehouse(request: Call, body: bodies.Warehouse) -> dict[str, Any]:
    """Open the warehouse with this key, or change it. What of `kind`, `has_bins` and `region` is left out stays."""
    save_warehouse(
        request.auth,
        body.key,
        body.name,
        body.names,
        priority=body.priority,
        is_active=body.is_active,
        kind=body.kind or "",
        has_bins=body.has_bins,
        region=body.region,
    )
    return warehouse_shape(next(place for place in warehouses(request.auth) if place.key == body.key))
