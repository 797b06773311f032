"""What of balances is held for who is at the checkout."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.inventory.models import CartHold
from dinghuo.inventory.rules.cart_holds import HeldBy
from dinghuo.organisations.models import Storefront


def holds_goods(actor: Actor) -> bool:
    """Whether a storefront of the market holds goods at the checkout at all. One statement."""
    return Storefront.objects.filter(market_id=actor.market_id, hold_minutes__gt=0).exists()


def cart_holds(actor: Actor, stock_ids: Collection[UUID]) -> Mapping[UUID, HeldBy]:
    """By balance and buyer, in base units; what has expired is held no longer, whether it is there or not. One
    statement. Who has locked the balances reads what holds until then."""
    rows = (
        CartHold.objects.filter(market_id=actor.market_id, stock_id__in=stock_ids, expires_at__gt=now())
        .order_by()
        .values_list("stock_id", "buyer_id")
        .annotate(held=Sum("quantity"))
    )
    found: dict[UUID, dict[UUID, Decimal]] = {}
    for stock_id, buyer_id, quantity in rows:
        found.setdefault(stock_id, {})[buyer_id] = quantity
    return found
