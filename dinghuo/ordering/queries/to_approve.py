"""The orders of the actor's house that wait for approval, with the facts an approver decides by."""

from django.db.models import Prefetch

from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.states import Approval


def orders_to_approve(actor: Actor, limit: int = 50) -> list[Order]:
    """At most `limit` orders, the longest waiting first, with seller and lines (the dearest first)."""
    require(actor, VIEW)
    lines = OrderLine.objects.filter(market_id=actor.market_id).order_by("-total", "position")
    found = Order.objects.filter(
        market_id=actor.market_id, buyer_id=actor.organisation_id, approval=Approval.PENDING
    )
    return list(
        found.select_related("seller").prefetch_related(Prefetch("lines", lines)).order_by("id")[:limit]
    )
