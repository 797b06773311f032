"""Lists the API keys one manages."""

from uuid import UUID

from django.db.models import QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.integration.models import ApiKey
from dinghuo.integration.permissions import MANAGE_API_KEYS


def api_keys(
    actor: Actor, organisation_id: UUID | None = None, after: str | None = None, limit: int | None = None
) -> Page[ApiKey]:
    """All keys (or one organisation's) for the operator's people, else one's own; newest first, with revoked ones."""
    require(actor, MANAGE_API_KEYS)
    rows = managed_keys(actor)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    found = rows.select_related("organisation", "membership__person").order_by("-id")[: size + 1]
    return cut(list(found), size, lambda key: (key.id,))


def managed_keys(actor: Actor) -> QuerySet[ApiKey]:
    """The keys the actor may see and revoke, if its permissions say so."""
    rows = ApiKey.objects.filter(market_id=actor.market_id)
    if actor.scope == "market":
        return rows
    return rows.filter(organisation_id=actor.organisation_id) if actor.organisation_id else rows.none()
