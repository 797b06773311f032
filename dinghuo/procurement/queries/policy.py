"""How a house wants to be replenished."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.procurement.models import Limits, Policy
from dinghuo.procurement.permissions import SEE, SHARE_FORECAST


def policy(actor: Actor, owner_id: UUID | None = None) -> Policy:
    """The actor's own house's policy, or another's for who sees the market; the usual figures where none is set."""
    require(actor, SEE)
    owner = (owner_id if actor.scope == "market" else None) or actor.organisation_id
    if owner is None:
        raise NotFound("owner")
    found = Policy.objects.filter(market_id=actor.market_id, owner_id=owner).first()
    return found or Policy(market_id=actor.market_id, owner_id=owner)


def limits(actor: Actor, owner_id: UUID) -> dict[tuple[UUID, UUID], Limits]:
    """What is set by hand, by (warehouse, variant). One statement."""
    require(actor, SEE)
    rows = Limits.objects.filter(market_id=actor.market_id, owner_id=owner_id)
    return {(row.warehouse_id, row.variant_id): row for row in rows}


def policies(actor: Actor) -> list[Policy]:
    """Every house that is replenished, for the operator, by name. One statement."""
    require(actor, SHARE_FORECAST)
    rows = Policy.objects.filter(market_id=actor.market_id).select_related("owner")
    return list(rows.order_by("owner__name", "id"))
