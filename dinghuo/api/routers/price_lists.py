"""The calls about the prices of an article on a list: look, set one, end one."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from ninja import Router

from dinghuo.api.bodies import pricing as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import key_of_list, the_price_list
from dinghuo.api.shapes.price import (
    ListPriceAnswer,
    ListPricesAnswer,
    list_price,
)
from dinghuo.api.values import OptionalUnit, QuantityIn, start_of, until_after
from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotFound
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.remove_price import remove_price
from dinghuo.pricing.queries.prices_of import PriceRecord, prices_of

router = Router(tags=["Prices"])


@router.get("/prices/{list}/{path:sku}", response=ListPricesAnswer, operation_id="list_prices")
@reading(of=the_price_list)
def get_prices(request: Call, list: str, sku: str) -> dict[str, Any]:
    """Every price that an article has, will have and had on a list, named by its key or id."""
    actor = request.auth
    if not find_variants(actor, [sku]):
        raise NotFound(sku)
    found = prices_of(actor, key_of_list(actor, list), sku)
    return {"items": [list_price(each) for each in found], "next": None}


@router.put("/prices/{list}/{path:sku}", response=ListPriceAnswer, operation_id="put_price")
@writing(of=the_price_list)
def put_list_price(request: Call, list: str, sku: str, body: bodies.NewPrice) -> dict[str, Any]:
    """Set what one unit of an article costs on a list, from a quantity and an instant on.

    `list` is its key or id. The price that it replaces ends where it begins, and counts again after its end; what has
    been priced before now stays as it was.
    """
    actor = request.auth
    found = find_variants(actor, [sku]).get(sku)
    if found is None:
        raise NotFound(sku)
    start = start_of(body.valid_from, actor.time_zone)
    wanted = PriceInput(
        sku=sku,
        amount=body.amount,
        unit=body.unit or found.base_unit,
        min_quantity=body.min_quantity,
        valid_from=start,
        valid_to=until_after(body.valid_to, actor.time_zone),
        meant=body.meant,
    )
    records = _put(actor, key_of_list(actor, list), wanted, body.currency)
    return list_price(_written(records, wanted))


@router.delete("/prices/{list}/{path:sku}", response=ListPricesAnswer, operation_id="remove_price")
@writing(of=the_price_list)
def delete_list_price(
    request: Call, list: str, sku: str, unit: OptionalUnit = "", min_quantity: QuantityIn = Decimal(1)
) -> dict[str, Any]:
    """End one price now, and drop those planned for the same unit and minimum; what has been stays.

    `unit` is the base unit where none is named. Answers with the prices that are left. 404 where there is none.
    """
    actor = request.auth
    found = find_variants(actor, [sku]).get(sku)
    if found is None:
        raise NotFound(sku)
    key = key_of_list(actor, list)
    remove_price(actor, key, sku, unit or found.base_unit, min_quantity)
    return {"items": [list_price(each) for each in prices_of(actor, key, sku)], "next": None}


def _put(actor: Actor, key: str, wanted: PriceInput, currency: str) -> list[PriceRecord]:
    try:
        return put_price(actor, key, wanted, currency)
    except Invalid as wrong:
        # The action reads a row of a table; a call's faults are told as of its body.
        inside = [fault.path.removeprefix("price.").removeprefix("0.") for fault in wrong.faults]
        told = [replace(fault, path=path) for fault, path in zip(wrong.faults, inside, strict=True)]
        raise Invalid(told) from wrong


def _written(records: list[PriceRecord], wanted: PriceInput) -> PriceRecord:
    """The price that counts from when the wanted one was to: where the past had one already, from now."""
    same = [each for each in records if (each.unit, each.min_quantity) == (wanted.unit, wanted.min_quantity)]
    at = now()
    since = wanted.valid_from or at
    return next(each for moment in (max(since, at), since) for each in same if _counts(each, moment))


def _counts(price: PriceRecord, at: datetime) -> bool:
    return price.valid_from <= at and (price.valid_to is None or at < price.valid_to)
