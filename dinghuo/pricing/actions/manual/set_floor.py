"""Says how low prices given by hand may go without somebody else's word."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.events import FloorSet
from dinghuo.pricing.models import PriceFloor
from dinghuo.pricing.permissions import SET_FLOOR

MOST_MARGIN = Decimal(900)


def set_floor(
    actor: Actor, of_list: Decimal | None, margin: Decimal | None, seller_id: UUID | None = None
) -> None:
    """At least `of_list` per cent of what the lists ask the customer, and `margin` per cent above cost; None: not
    asked. Neither: any price may be given. Prices that were given stay.

    One's own; who sees the whole market may name a seller. Raises Invalid with every fault, NotFound without a seller.
    """
    require(actor, SET_FLOOR)
    faults = Faults()
    if of_list is not None and not (of_list.is_finite() and 0 < of_list <= 100):
        faults.add("of_list", "share", _("More than 0 %, at most 100 %."))
    if margin is not None and not (margin.is_finite() and 0 <= margin <= MOST_MARGIN):
        faults.add("margin", "share", _("From 0 % to 900 %."))
    faults.raise_any()
    with acting(actor):
        seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
        rows = Organisation.objects.filter(market_id=actor.market_id)
        seller = rows.filter(id=seller_id).first() if seller_id else None
        if seller is None:
            raise NotFound("seller")
        if of_list is None and margin is None:
            PriceFloor.objects.filter(market_id=actor.market_id, seller=seller).delete()
        else:
            PriceFloor.objects.update_or_create(
                market_id=actor.market_id,
                seller=seller,
                defaults={"of_list": of_list, "margin": margin},
            )
        asked = {"of_list": of_list, "margin": margin}
        told = {name: plain(share) for name, share in asked.items() if share is not None}
        record(actor, FloorSet(seller.id, seller.code, [seller.id], told))
