"""The prices of an article on a list: now, planned and past."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import visible_lists


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """A price with the time for which it is valid; `valid_to` None: until further notice."""

    price_id: UUID
    list_key: str
    sku: str
    unit: str
    min_quantity: Decimal
    amount: Decimal
    currency: str
    valid_from: datetime
    valid_to: datetime | None


def prices_of(actor: Actor, list_key: str, sku: str) -> list[PriceRecord]:
    """Every price the article has and had on a list that the actor may see, by unit, step and time. Raises NotFound.

    Two statements.
    """
    require(actor, SEE_PRICE_LISTS)
    found = visible_lists(actor).filter(key=list_key.replace("\0", "")).first()
    if found is None:
        raise NotFound(list_key)
    return prices_of_list(actor, found, sku)


def prices_of_list(actor: Actor, price_list: PriceList, sku: str) -> list[PriceRecord]:
    """The same for a list in hand. One statement."""
    rows = Price.objects.filter(
        market_id=actor.market_id, list=price_list, variant__sku=sku.replace("\0", "")
    ).order_by("unit", "min_quantity", "valid")
    return [
        PriceRecord(
            price_id=row.id,
            list_key=price_list.key,
            sku=sku,
            unit=row.unit,
            min_quantity=row.min_quantity,
            amount=row.amount,
            currency=price_list.currency,
            valid_from=row.valid.lower,
            valid_to=row.valid.upper,
        )
        for row in rows
    ]
