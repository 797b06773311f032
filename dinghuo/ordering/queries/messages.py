"""The message thread of an order."""

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderMessage
from dinghuo.ordering.queries.order import order


def messages(actor: Actor, number: str) -> list[OrderMessage]:
    """All messages of an order, oldest first."""
    return messages_of(actor, order(actor, number))


def messages_of(actor: Actor, found: Order) -> list[OrderMessage]:
    """The same of an order that the caller has found already."""
    return list(
        OrderMessage.objects.filter(market_id=actor.market_id, order=found)
        .select_related("line")
        .order_by("id")
    )
