"""What goods cost their owner."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import UnitCost


def unit_costs(actor: Actor, owner_id: UUID, variant_ids: Iterable[UUID]) -> dict[UUID, Decimal]:
    """The last cost of a base unit by variant, in the market's currency; missing where none is known. One statement."""
    rows = UnitCost.objects.filter(
        market_id=actor.market_id, owner_id=owner_id, variant_id__in=set(variant_ids)
    )
    return dict(rows.values_list("variant_id", "cost"))
