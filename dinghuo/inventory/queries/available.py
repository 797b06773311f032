"""What can be promised: free stock that hasn't expired and isn't recalled, in warehouses that are open."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import Stock
from dinghuo.inventory.queries.free_balances import free_supply
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.queries.today import today

AVAILABLE = beside(__file__)


def available(
    actor: Actor,
    variant_ids: Iterable[UUID],
    seller_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> dict[tuple[UUID, UUID], Decimal]:
    """The available quantity in base units by (variant, seller), of one seller or of all. What has none is missing.

    For a buyer only what is fresh enough to go there. One statement, and two more where rules of freshness could
    concern the buyer.
    """
    values = {
        "market": actor.market_id,
        "variants": list(variant_ids),
        "seller": seller_id,
        "buyer": buyer_id,
        "today": today(actor),
    }
    rows = fetch(AVAILABLE, values)
    free = {(variant_id, owner_id): quantity for variant_id, owner_id, quantity, _ruled in rows}
    if buyer_id is None or not any(ruled for *_rest, ruled in rows):
        return free
    needs = needs_of(actor, {(owner_id, buyer_id, variant_id) for variant_id, owner_id in free})
    supply = free_supply(actor, {(variant_id, owner_id) for owner_id, _buyer, variant_id in needs})
    for (owner_id, _buyer, variant_id), need in needs.items():
        free[variant_id, owner_id] = supply.free(variant_id, owner_id, need)
    return free


def in_stock(actor: Actor, seller_ids: Iterable[UUID] | None = None) -> Exists:
    """A condition for catalogue lists: somebody (of these sellers) has some of the row's `variant_id`."""
    stock = free_stock(actor).filter(variant_id=OuterRef("variant_id"))
    return Exists(stock if seller_ids is None else stock.filter(owner_id__in=list(seller_ids)))


def free_stock(actor: Actor) -> QuerySet[Stock]:
    """The balances that can be promised from; the same as free_balances.sql sees."""
    fresh = Q(expires=None) | Q(expires__gte=today(actor))
    return Stock.objects.filter(
        fresh,
        market_id=actor.market_id,
        on_hand__gt=F("reserved"),
        recalled=False,
        warehouse__is_active=True,
    )
