"""The quotas that a seller keeps."""

from uuid import UUID

from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.ordering.models import Quota
from dinghuo.ordering.permissions import VIEW

__all__ = ["quotas"]


def quotas(actor: Actor, search: str = "", after: str | None = None, limit: int | None = None) -> Page[Quota]:
    """A page of the quotas of the actor's house (in the market's scope: of every seller), the newest first, with their
    articles, sellers and audiences; `search` is part of an article's code or name. One statement."""
    require(actor, VIEW)
    rows = _rows(actor).select_related("variant__product", "seller", "buyer", "group", "level")
    if search:
        rows = rows.filter(Q(variant__sku__icontains=search) | Q(variant__name__icontains=search))
    cursor = decode_cursor(after, UUID)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def _rows(actor: Actor) -> QuerySet[Quota]:
    rows = Quota.objects.filter(market_id=actor.market_id)
    return rows if actor.scope == "market" else rows.filter(seller_id=actor.organisation_id)
