"""Takes a price given by hand back: before it was agreed to, or later, and then it counts no more."""

from datetime import datetime

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.statements import fetch
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import ManualPriceWithdrawn
from dinghuo.pricing.models import ManualPrice, Price
from dinghuo.pricing.permissions import GIVE_PRICE
from dinghuo.pricing.states import ManualState
from dinghuo.pricing.steps.manual.lock_manual import lock_manual
from dinghuo.pricing.steps.manual.manual_list import manual_list
from dinghuo.pricing.steps.manual.tell_of_price import tell_of_price
from dinghuo.pricing.steps.write_prices import CLOSE


def withdraw_price(actor: Actor, number: str) -> ManualPrice:
    """End it now; the lists count again. Orders already placed keep it. Raises NotFound, ManualElsewhere."""
    require(actor, GIVE_PRICE)
    at = now()
    with acting(actor):
        price = lock_manual(actor, number, {ManualState.WAITING, ManualState.APPROVED})
        if price.state == ManualState.APPROVED.value:
            _end(actor, price, at)
        price.state = ManualState.WITHDRAWN.value
        price.save()
        tell_of_price(actor, ManualPriceWithdrawn, price)
        return price


def _end(actor: Actor, price: ManualPrice, at: datetime) -> None:
    """What was given over it since stays: that is another price, and where it ends the lists count."""
    held = manual_list(actor, price.seller, price.buyer, price.currency, price.tax_included)
    mine = Price.objects.filter(
        market_id=actor.market_id,
        list=held,
        variant_id=price.variant_id,
        unit=price.unit,
        min_quantity=price.min_quantity,
        amount=price.amount,
        valid__overlap=(at, price.valid.upper),
        valid__endswith__lte=price.valid.upper,
    )
    mine.filter(valid__startswith__gte=at).delete()
    ids = list(mine.values_list("id", flat=True))
    if ids:
        fetch(CLOSE, {"market": actor.market_id, "ids": ids, "ends": [at for _ in ids]})
