"""What an owner expects: every delivery on its way, and those that have come."""

from uuid import UUID

from django.db.models import F, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.states import IncomingState

#: Deliveries on their way that one page shows: more are looked for by their article.
MOST_OPEN = 200


def incoming_supplies(actor: Actor, sku: str = "") -> list[IncomingSupply]:
    """The actor's own that are still to come, the first first (the operator's people: everybody's). One statement."""
    require(actor, SEE_STOCK)
    rows = _mine(actor).filter(state=IncomingState.OPEN.value)
    if sku:
        rows = rows.filter(variant__sku=sku)
    return list(rows.order_by("expected", "id")[:MOST_OPEN])


def supplies(
    actor: Actor, state: str = "", after: str | None = None, limit: int | None = None
) -> Page[IncomingSupply]:
    """All of them, the newest first. One statement."""
    require(actor, SEE_STOCK)
    size = bounded(limit)
    rows = _mine(actor).filter(state=state) if state else _mine(actor)
    cursor = decode_cursor(after, UUID)
    if cursor:
        rows = rows.filter(id__lt=cursor[0])
    return cut(list(rows.order_by("-id")[: size + 1]), size, lambda row: (row.id,))


def expected_supplies(actor: Actor, owner_id: UUID) -> list[IncomingSupply]:
    """All that an owner still expects. The caller has asked whether the actor may know. One statement."""
    rows = IncomingSupply.objects.filter(
        market_id=actor.market_id, owner_id=owner_id, state=IncomingState.OPEN.value
    )
    return list(rows)


def incoming_supply(actor: Actor, supply_id: UUID) -> IncomingSupply:
    """One of them. Raises NotFound for somebody else's. One statement."""
    require(actor, SEE_STOCK)
    found = _mine(actor).filter(id=supply_id).first()
    if found is None:
        raise NotFound(str(supply_id))
    return found


def _mine(actor: Actor) -> QuerySet[IncomingSupply]:
    rows = IncomingSupply.objects.filter(market_id=actor.market_id).annotate(
        left=F("quantity") - F("received"), free=F("quantity") - F("received") - F("promised")
    )
    rows = rows.select_related("warehouse", "variant__product", "owner")
    return rows if actor.scope == "market" else rows.filter(owner_id=actor.organisation_id)
