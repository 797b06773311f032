"""With whom goods of a lot lie that belong to somebody else."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Sum

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import Lot, Stock
from dinghuo.inventory.permissions import SEE_STOCK


@dataclass(frozen=True, slots=True)
class KeptOfLot:
    """A keeper, and how much of the lot lies in its warehouses, in base units."""

    keeper_id: UUID
    quantity: Decimal
    unit: str


def keepers_of_lot(actor: Actor, lot_id: UUID) -> list[KeptOfLot]:
    """Everybody who keeps goods of a lot for its owner. Two statements."""
    require(actor, SEE_STOCK)
    lot = Lot.objects.select_related("variant__product").get(market_id=actor.market_id, id=lot_id)
    rows = Stock.objects.filter(
        market_id=actor.market_id,
        owner_id=lot.owner_id,
        variant_id=lot.variant_id,
        lot=lot.lot,
        on_hand__gt=0,
        warehouse__is_active=True,
    ).exclude(warehouse__owner_id=lot.owner_id)
    sums = rows.values(keeper=F("warehouse__owner_id")).annotate(lies=Sum("on_hand")).order_by("keeper")
    return [KeptOfLot(row["keeper"], row["lies"], lot.variant.product.base_unit) for row in sums]
