"""Below which quantity an owner's goods run low."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import ReorderPoint
from dinghuo.inventory.permissions import SEE_STOCK


def reorder_points(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, Decimal]:
    """The reorder points of the actor's own organisation by variant, in base units. One statement."""
    require(actor, SEE_STOCK)
    rows = ReorderPoint.objects.filter(
        market_id=actor.market_id, owner_id=actor.organisation_id, variant_id__in=set(variant_ids)
    )
    return dict(rows.values_list("variant_id", "quantity"))
