"""Which of a seller's orders wait for articles, to choose one that is given goods of another."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.states import ENDED

#: Enough to choose from.
MOST = 200


@dataclass(frozen=True, slots=True)
class WhoWaits:
    """An order that waits for so much of an article, in base units."""

    number: str
    buyer: str
    buyer_names: Mapping[str, str]
    waiting: Decimal


def who_waits(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID]) -> dict[UUID, list[WhoWaits]]:
    """By article, who ordered first first. One statement, none for no articles."""
    require(actor, VIEW)
    found: dict[UUID, list[WhoWaits]] = defaultdict(list)
    if not variant_ids:
        return found
    rows = (
        OrderLine.objects.filter(
            market_id=actor.market_id, seller_id=seller_id, variant_id__in=list(variant_ids), stocked=True
        )
        .exclude(order__state__in=ENDED)
        .filter(
            ordered__gt=F("refused") + F("cancelled_early") + F("cancelled_late") + F("shipped") + F("held")
        )
        .select_related("order", "buyer")
        .defer("explanation")
        .order_by("order__placed_at", "id")[:MOST]
    )
    for line in rows:
        each = WhoWaits(line.order.number, line.buyer.name, line.buyer.names, line.waiting)
        found[line.variant_id].append(each)
    return found
