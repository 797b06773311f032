"""Which orders wait for their seller's answer on goods that are too few for all of them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.states import ENDED, Approval

ANSWERED = F("confirmed") + F("refused") + F("cancelled_early")


def rival_orders(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID], most: int) -> list[str]:
    """Numbers of a seller's orders with unanswered lines of those of these articles of which at least one of them lacks
    some; who ordered first, and may hold all it wants, comes first; at most so many.

    One statement, none for no articles.
    """
    require(actor, VIEW)
    if not variant_ids:
        return []
    rows = list(
        OrderLine.objects.filter(
            market_id=actor.market_id,
            seller_id=seller_id,
            variant_id__in=list(variant_ids),
            ordered__gt=ANSWERED,
        )
        .exclude(order__state__in=ENDED)
        .exclude(order__approval=Approval.PENDING)
        .select_related("order")
        .defer("explanation")
        .order_by("order__placed_at", "order__number")[: most * 2]
    )
    scarce = {line.variant_id for line in rows if line.waiting > 0}
    return list(dict.fromkeys(line.order.number for line in rows if line.variant_id in scarce))[:most]
