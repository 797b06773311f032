"""What is asked of orders, for those who ask it."""

from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.organisations.models import OrderMinimum

SEE = "organisations.see_order_minimums"
MOST = 1000


def order_minimums(actor: Actor) -> list[OrderMinimum]:
    """What the actor's house asks of orders, and of whose; of the whole market for who sees it. Those for all first,
    at most a thousand. One statement."""
    require(actor, SEE)
    rows = own_minimums(actor)
    return list(rows.order_by("seller__code", "buyer__code", "storefront__key", "id")[:MOST])


def own_minimums(actor: Actor) -> QuerySet[OrderMinimum]:
    """The agreements that the actor's house has made: of its own orders, and of its storefronts. Checks nothing."""
    rows = OrderMinimum.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(
            Q(seller_id=actor.organisation_id) | Q(seller=None, storefront__owner_id=actor.organisation_id)
        )
    return rows.select_related("seller", "buyer", "storefront")
