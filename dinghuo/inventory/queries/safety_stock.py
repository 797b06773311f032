"""What owners keep back of their goods."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.inventory.models import SafetyStock
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.rules.safety import Safety


def safety_of(actor: Actor, owner_id: UUID, variant_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Safety]]:
    """What an owner keeps back of articles, by article and warehouse. One statement."""
    rows = SafetyStock.objects.filter(
        market_id=actor.market_id, owner_id=owner_id, variant_id__in=list(variant_ids)
    )
    found: dict[UUID, dict[UUID, Safety]] = defaultdict(dict)
    for row in rows:
        found[row.variant_id][row.warehouse_id] = Safety(row.quantity, row.for_urgent)
    return found


def safety_stocks(
    actor: Actor, search: str = "", sku: str = "", after: str | None = None, limit: int | None = None
) -> Page[SafetyStock]:
    """What the actor's house (in the market's scope: everybody) keeps back, the newest first; `search` is part of an
    article's code or name, `sku` the code of one. One statement."""
    require(actor, SEE_STOCK)
    rows = SafetyStock.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    if search:
        rows = rows.filter(Q(variant__sku__icontains=search) | Q(variant__name__icontains=search))
    if sku:
        rows = rows.filter(variant__sku=sku)
    cursor = decode_cursor(after, UUID)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    found = list(rows.select_related("variant__product", "owner", "warehouse").order_by("-id")[: size + 1])
    return cut(found, size, lambda row: (row.id,))
