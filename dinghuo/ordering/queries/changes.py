"""The changes proposed for an order."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.models import Order, OrderChange
from dinghuo.ordering.permissions import VIEW


def changes_of(actor: Actor, order: Order) -> list[OrderChange]:
    """All changes of an order, oldest first."""
    return list(OrderChange.objects.filter(market_id=actor.market_id, order=order).order_by("id"))


def change(actor: Actor, change_id: UUID) -> OrderChange:
    """One change, with its order."""
    require(actor, VIEW)
    found = (
        OrderChange.objects.filter(market_id=actor.market_id, id=change_id).select_related("order").first()
    )
    if found is None:
        raise NotFound(str(change_id))
    return found
