"""The calls about what orders must and should come to, and what smaller ones cost."""

from typing import Any
from uuid import UUID

from ninja import Router

from dinghuo.api.bodies import order_minimums as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_order_minimum
from dinghuo.api.shapes.order_minimum import OrderMinimumAnswer, OrderMinimumsAnswer, order_minimum_shape
from dinghuo.organisations.actions.storefronts.remove_order_minimum import remove_order_minimum
from dinghuo.organisations.actions.storefronts.save_order_minimum import (
    AMOUNTS,
    MinimumInput,
    save_order_minimum,
)
from dinghuo.organisations.queries.order_minimums import order_minimums

router = Router(tags=["Small orders"])


@router.get("/order-minimums", response=OrderMinimumsAnswer, operation_id="order_minimums")
@reading()
def get_order_minimums(request: Call) -> dict[str, Any]:
    """What the key's organisation asks of orders (the operator: everybody's)."""
    return {"items": [order_minimum_shape(row) for row in order_minimums(request.auth)], "next": None}


@router.put("/order-minimums", response=OrderMinimumAnswer, operation_id="save_order_minimum")
@writing()
def put_order_minimum(request: Call, body: bodies.OrderMinimum) -> dict[str, Any]:
    """Make the agreement for this seller, buyer and storefront, or change it. It counts for orders from now on.

    Of several that fit an order the one that names the buyer counts, then the one that names the storefront, as a
    whole; what a seller asks of its orders and what is asked of all that is ordered in one go count both.
    """
    wanted = MinimumInput(
        seller=body.seller or "",
        buyer=body.buyer or "",
        storefront=body.storefront or "",
        note=body.note,
        notes=body.notes,
        **{name: getattr(body, name) for name in AMOUNTS},
    )
    return order_minimum_shape(save_order_minimum(request.auth, wanted))


@router.delete("/order-minimums/{id}", response=OrderMinimumsAnswer, operation_id="remove_order_minimum")
@writing(of=the_order_minimum)
def delete_order_minimum(request: Call, id: UUID) -> dict[str, Any]:
    """Ask nothing more of these orders than the next agreement does. Answers with what is left."""
    remove_order_minimum(request.auth, id)
    return {"items": [order_minimum_shape(row) for row in order_minimums(request.auth)], "next": None}
