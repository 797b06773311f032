"""The calls about prices given by hand: what there is, giving one, agreeing to it or not, and how low they may go."""

from typing import Any, Literal

from ninja import Router

from dinghuo.api.bodies import manual_prices as bodies
from dinghuo.api.bodies.ordering import Note, Why
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_manual_price
from dinghuo.api.shapes.manual_price import (
    ManualPriceAnswer,
    ManualPricesPage,
    PriceFloorAnswer,
    manual_price_shape,
    price_floor_shape,
)
from dinghuo.api.values import Name
from dinghuo.pricing.actions.manual.approve_price import approve_price
from dinghuo.pricing.actions.manual.decline_price import decline_price
from dinghuo.pricing.actions.manual.give_price import GivenPrice, give_price
from dinghuo.pricing.actions.manual.set_floor import set_floor
from dinghuo.pricing.actions.manual.withdraw_price import withdraw_price
from dinghuo.pricing.queries.manual.floors import price_floor
from dinghuo.pricing.queries.manual.manual_prices import manual_price, manual_prices

router = Router(tags=["Prices given by hand"])


@router.get("/manual-prices", response=ManualPricesPage, operation_id="manual_prices")
@reading()
def get_prices(
    request: Call,
    state: Literal["", "waiting", "approved", "declined", "withdrawn"] = "",
    search: Name = "",
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Prices that were given by hand for the goods of the key's organisation (the operator: everybody's)."""
    page = manual_prices(request.auth, state, search, after, limit)
    return {"items": [manual_price_shape(row) for row in page.items], "next": page.next}


@router.post("/manual-prices", response=ManualPriceAnswer, operation_id="give_price")
@writing()
def post_price(request: Call, body: bodies.GivenPrice) -> dict[str, Any]:
    """Give a customer a price. At or above the floor it counts at once, before every list; below it waits, counts
    nowhere, and somebody else has to agree."""
    same = ("buyer", "sku", "unit", "min_quantity", "amount", "until", "why")
    wanted = GivenPrice(**{name: getattr(body, name) for name in same}, seller=body.seller or "")
    made = give_price(request.auth, wanted)
    return manual_price_shape(manual_price(request.auth, made.number))


@router.get("/manual-prices/{number}", response=ManualPriceAnswer, operation_id="manual_price")
@reading(of=the_manual_price)
def get_price(request: Call, number: str) -> dict[str, Any]:
    """One of them."""
    return manual_price_shape(manual_price(request.auth, number))


@router.post("/manual-prices/{number}/approval", response=ManualPriceAnswer, operation_id="approve_price")
@writing(of=the_manual_price)
def post_approval(request: Call, number: str, body: Note) -> dict[str, Any]:
    """Agree to a price below the floor: from now on it counts. Who asked for it may not."""
    approve_price(request.auth, number, body.note)
    return manual_price_shape(manual_price(request.auth, number))


@router.delete("/manual-prices/{number}/approval", response=ManualPriceAnswer, operation_id="decline_price")
@writing(of=the_manual_price)
def delete_approval(request: Call, number: str, body: Why) -> dict[str, Any]:
    """Say no to a price below the floor, with the reason: it never counts."""
    decline_price(request.auth, number, body.reason)
    return manual_price_shape(manual_price(request.auth, number))


@router.delete("/manual-prices/{number}", response=ManualPriceAnswer, operation_id="withdraw_price")
@writing(of=the_manual_price)
def delete_price(request: Call, number: str) -> dict[str, Any]:
    """Take a price back: the lists count again from now on. Orders already placed keep it."""
    withdraw_price(request.auth, number)
    return manual_price_shape(manual_price(request.auth, number))


@router.get("/price-floor", response=PriceFloorAnswer, operation_id="price_floor")
@reading()
def get_floor(request: Call) -> dict[str, Any]:
    """How low prices given by hand may go without anybody else's word."""
    return price_floor_shape(price_floor(request.auth))


@router.put("/price-floor", response=PriceFloorAnswer, operation_id="set_price_floor")
@writing()
def put_floor(request: Call, body: bodies.PriceFloorBody) -> dict[str, Any]:
    """Say it: per cent of the list's price, per cent above cost, both or neither."""
    set_floor(request.auth, body.of_list, body.margin)
    return price_floor_shape(price_floor(request.auth))
