"""Chooses how a seller's prices are found: by the nearest list, or the lowest of several levels."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.events import PolicySaved
from dinghuo.pricing.models import PricePolicy, PriceReview
from dinghuo.pricing.permissions import SAVE_POLICY
from dinghuo.pricing.rules.levels import LEVELS, MANUAL


def save_policy(
    actor: Actor, lowest_from: str = "", seller_id: UUID | None = None, reviewed: bool | None = None
) -> None:
    """Take the nearest list that has a price (`lowest_from` empty), or from that level on the lowest price of all.
    `reviewed`: whether a second person looks at changes of prices before they count (None: as it is).

    One's own; who sees the whole market may name a seller. Raises Invalid for an unknown level, NotFound without a
    seller.
    """
    require(actor, SAVE_POLICY)
    if lowest_from and LEVELS.get(lowest_from, MANUAL) == MANUAL:
        raise Invalid([Fault("lowest_from", "unknown", _("There is no %s.") % lowest_from[:60])])
    with acting(actor):
        seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
        rows = Organisation.objects.filter(market_id=actor.market_id)
        seller = rows.filter(id=seller_id).first() if seller_id else None
        if seller is None:
            raise NotFound("seller")
        if lowest_from:
            PricePolicy.objects.update_or_create(
                market_id=actor.market_id, seller=seller, defaults={"lowest_from": LEVELS[lowest_from]}
            )
        else:
            PricePolicy.objects.filter(market_id=actor.market_id, seller=seller).delete()
        if reviewed:
            PriceReview.objects.get_or_create(market_id=actor.market_id, seller=seller)
        elif reviewed is False:
            PriceReview.objects.filter(market_id=actor.market_id, seller=seller).delete()
        record(actor, PolicySaved(seller.id, seller.code, [seller.id], {"lowest_from": lowest_from}))
