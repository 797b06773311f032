"""One order with everything its page and its API answer need."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import VIEW


def order(actor: Actor, number: str) -> Order:
    """The order by number, with parties and lines loaded; NotFound where the actor has no part in it."""
    require(actor, VIEW)
    found = (
        Order.objects.filter(market_id=actor.market_id, number=number)
        .select_related("buyer", "seller", "storefront")
        .prefetch_related("lines")
        .first()
    )
    if found is None:
        raise NotFound(number)
    return found
