"""Takes a price off a list from now on."""

from decimal import Decimal

from django.db.models import Q

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.statements import fetch
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import PriceRemoved
from dinghuo.pricing.models import Price
from dinghuo.pricing.permissions import REMOVE_PRICE
from dinghuo.pricing.steps.lock_list import lock_list
from dinghuo.pricing.steps.write_prices import CLOSE


def remove_price(
    actor: Actor, list_key: str, sku: str, unit: str, min_quantity: Decimal = Decimal(1)
) -> None:
    """End the price in force now, and drop those planned. What has been stays. Raises NotFound where there is none."""
    require(actor, REMOVE_PRICE)
    at = now()
    with acting(actor):
        price_list = lock_list(actor, list_key)
        slot = Price.objects.filter(
            market_id=actor.market_id,
            list=price_list,
            variant__sku=sku.replace("\0", ""),
            unit=unit.replace("\0", ""),
            min_quantity=min_quantity,
        )
        planned = slot.filter(Q(valid__startswith__gte=at)).delete()[0]
        in_force = list(slot.filter(valid__contains=at).values_list("id", flat=True))
        if not planned and not in_force:
            raise NotFound(sku)
        fetch(CLOSE, {"market": actor.market_id, "ids": in_force, "ends": [at for _ in in_force]})
        data = {"sku": sku, "unit": unit, "min_quantity": plain(min_quantity)}
        parties = [each for each in (price_list.seller_id, price_list.buyer_id) if each]
        record(actor, PriceRemoved(price_list.id, price_list.key, parties, data))
