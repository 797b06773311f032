"""The calls about what orders must and should come to, and what smaller ones cost."""

from typing import Any
from uuid import UUID

from ninja import Router

from dinghuo.api.bodies import order_minimums as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_order_minimum
from dinghuo.api.shapes.order_minimum import OrderMinimumAnswer, OrderMinimumsAnswer, order_minimum_shape
from dinghuo.ordering.actions.save_order_minimum import AMOUNTS, MinimumInput, save_order_minimum
from dinghuo.ordering.queries.order_minimums import order_minimums
from dinghuo.organisations.actions.storefronts.remove_order_minimum import remove_order_minimum

router = Router(tags=["Small orders"])


@router.get("/order-minimums", response=OrderMinimumsAnswer, operation_id="order_minimums")
@reading()
def get_order_minimums(request: Call) -> dict[str, Any]:
    """What the key's organisation asks of orders (the operator: everybody's)."""
    return {"items": [order_minimum_shape(line) for line in order_minimums(request.auth)], "next": None}


@router.put("/order-minimums", response=OrderMinimumAnswer, operation_id="save_order_minimum")
@writing()
def put_order_minimum(request: Call, body: bodies.OrderMinimum) -> dict[str, Any]:
    """Make the agreement for these orders, customers, goods and storefront, or change it. It counts from now on.

    Of several that fit an order the one counts, as a whole, that names the buyer, then its group, its level, nobody;
    then the one that names the storefront. What a seller asks of its orders, what is asked of all that is ordered in
    one go and what is asked of some goods count all; an article counts with its product, or else with the nearest
    category of which something is asked.
    """
    named = ("seller", "buyer", "group", "level", "product", "category", "storefront")
    words: dict[str, Any] = {name: getattr(body, name) or "" for name in named}
    wanted = MinimumInput(
        note=body.note,
        **words,
        notes=body.notes,
        **{name: getattr(body, name) for name in AMOUNTS},
    )
    row = save_order_minimum(request.auth, wanted)
    return order_minimum_shape(next(line for line in order_minimums(request.auth) if line.row.id == row.id))


@router.delete("/order-minimums/{id}", response=OrderMinimumsAnswer, operation_id="remove_order_minimum")
@writing(of=the_order_minimum)
def delete_order_minimum(request: Call, id: UUID) -> dict[str, Any]:
    """Ask nothing more of these orders than the next agreement does. Answers with what is left."""
    remove_order_minimum(request.auth, id)
    return {"items": [order_minimum_shape(line) for line in order_minimums(request.auth)], "next": None}
