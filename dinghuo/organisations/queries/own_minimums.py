"""The agreements on what orders must come to that a house has made."""

from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import OrderMinimum


def own_minimums(actor: Actor) -> QuerySet[OrderMinimum]:
    """Of its own orders, and of its storefronts; all for who sees the market. Checks nothing."""
    rows = OrderMinimum.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(
            Q(seller_id=actor.organisation_id) | Q(seller=None, storefront__owner_id=actor.organisation_id)
        )
    return rows.select_related("seller", "buyer", "group", "storefront")
