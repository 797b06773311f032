"""Says below which quantity goods run low."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import ReorderPointsSet
from dinghuo.inventory.models import ReorderPoint
from dinghuo.inventory.permissions import SET_REORDER_POINTS
from dinghuo.inventory.steps.read_counts import MOST


def set_reorder_points(actor: Actor, points: Mapping[str, Decimal], owner_id: UUID | None = None) -> None:
    """Set the reorder points (base units, by SKU) of the actor's organisation, or of one in the market's scope.

    Raises Invalid with every fault. Three statements, however many articles.
    """
    require(actor, SET_REORDER_POINTS)
    with acting(actor):
        owner = (owner_id if actor.scope == "market" else None) or actor.organisation_id
        if owner is None:
            raise NotFound("owner")
        variants = find_variants(actor, points)
        faults = Faults()
        for sku, quantity in points.items():
            if sku not in variants:
                faults.add(f"points.{sku}", "unknown", _("There is no article %(sku)s.") % {"sku": sku})
            if not quantity.is_finite() or not 0 <= quantity < MOST:
                faults.add(f"points.{sku}", "not-negative", _("Enter zero or more."))
        faults.raise_any()
        ReorderPoint.objects.bulk_create(
            [
                ReorderPoint(
                    market_id=actor.market_id,
                    owner_id=owner,
                    variant_id=variants[sku].variant_id,
                    quantity=quantity,
                )
                for sku, quantity in sorted(points.items())
            ],
            update_conflicts=True,
            unique_fields=["market_id", "owner", "variant"],
            update_fields=["quantity"],
        )
        record(actor, ReorderPointsSet(owner, parties=[owner], data={"articles": len(points)}))
