"""Counts in how many orders each product was lately, for lists in the order of what sells."""

from datetime import timedelta

from django.db.models import Count

from dinghuo.catalogue.steps.set_sold import set_sold
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.states import OrderState

#: What sold a season ago says little of what sells.
DAYS = 90


def count_sold(actor: Actor) -> None:
    """Count the market's orders of the last months that weren't cancelled. Two statements."""
    lines = OrderLine.objects.filter(
        market_id=actor.market_id, order__placed_at__gte=now() - timedelta(days=DAYS), quantity__gt=0
    ).exclude(order__state=OrderState.CANCELLED.value)
    counted = lines.order_by().values("variant__product_id").annotate(orders=Count("order_id", distinct=True))
    set_sold(actor, dict(counted.values_list("variant__product_id", "orders")))
