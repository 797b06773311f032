"""What can be promised: free stock that hasn't expired, in warehouses that are open."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Stock
from dinghuo.inventory.queries.today import today


def available(
    actor: Actor, variant_ids: Iterable[UUID], seller_id: UUID | None = None
) -> dict[tuple[UUID, UUID], Decimal]:
    """The available quantity in base units by (variant, seller), of one seller or of all. What has none is missing.

    One statement.
    """
    stock = free_stock(actor).filter(variant_id__in=list(variant_ids))
    if seller_id is not None:
        stock = stock.filter(owner_id=seller_id)
    rows = stock.values_list("variant_id", "owner_id").annotate(free=Sum(F("on_hand") - F("reserved")))
    return {(variant_id, owner_id): free for variant_id, owner_id, free in rows}


def in_stock(actor: Actor, seller_ids: Iterable[UUID] | None = None) -> Exists:
    """A condition for catalogue lists: somebody (of these sellers) has some of the row's `variant_id`."""
    stock = free_stock(actor).filter(variant_id=OuterRef("variant_id"))
    return Exists(stock if seller_ids is None else stock.filter(owner_id__in=list(seller_ids)))


def free_stock(actor: Actor) -> QuerySet[Stock]:
    """The balances that can be promised from; the same as reserve_stock.sql sees."""
    fresh = Q(expires=None) | Q(expires__gte=today(actor))
    return Stock.objects.filter(
        fresh, market_id=actor.market_id, on_hand__gt=F("reserved"), warehouse__is_active=True
    )
