"""Sets by hand when an article is ordered again in a warehouse, and up to what; or leaves it to be reckoned."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.procurement.events import ReplenishmentSet
from dinghuo.procurement.models import Limits
from dinghuo.procurement.permissions import SET

MOST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class LimitsEntry:
    """In base units, of an article (SKU) in a warehouse (key). Neither given: reckoned from now on."""

    sku: str
    warehouse: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None


def set_limits(actor: Actor, entries: Sequence[LimitsEntry]) -> None:
    """Set those of the actor's own house, all of them or none. Raises Invalid with every fault. As many statements
    for any number."""
    require(actor, SET)
    with acting(actor):
        owner = actor.organisation_id
        if owner is None:
            raise NotFound("owner")
        variants = find_variants(actor, [entry.sku for entry in entries])
        places = {place.key: place.id for place in warehouses(actor, owner) if place.owner_id == owner}
        faults = Faults()
        for i, entry in enumerate(entries):
            if entry.sku not in variants:
                told = _("There is no article %(sku)s.") % {"sku": entry.sku}
                faults.add(f"limits.{i}.sku", "unknown", told)
            if entry.warehouse not in places:
                faults.add(f"limits.{i}.warehouse", "unknown", _("You have no such warehouse."))
            _check(entry, f"limits.{i}", faults)
        faults.raise_any()
        market = {"market_id": actor.market_id, "owner_id": owner}
        rows = {
            (places[entry.warehouse], variants[entry.sku].variant_id): Limits(
                **market,
                warehouse_id=places[entry.warehouse],
                variant_id=variants[entry.sku].variant_id,
                minimum=entry.minimum or 0,
                maximum=entry.maximum or 0,
            )
            for entry in entries
        }
        free = {
            (places[entry.warehouse], variants[entry.sku].variant_id)
            for entry in entries
            if entry.minimum is None
        }
        there = Limits.objects.select_for_update().filter(
            **market, variant_id__in={variant for _place, variant in rows}
        )
        Limits.objects.filter(
            market_id=actor.market_id,
            id__in=[row.id for row in there if (row.warehouse_id, row.variant_id) in free],
        ).delete()
        Limits.objects.bulk_create(
            [row for key, row in sorted(rows.items()) if key not in free],
            update_conflicts=True,
            unique_fields=["market_id", "owner", "warehouse", "variant"],
            update_fields=["minimum", "maximum"],
        )
        record(actor, ReplenishmentSet(owner, parties=[owner], data={"articles": len(rows)}))


def _check(entry: LimitsEntry, path: str, faults: Faults) -> None:
    both = (("minimum", entry.minimum), ("maximum", entry.maximum))
    for name, value in both:
        if value is not None and (not value.is_finite() or not 0 <= value < MOST):
            faults.add(f"{path}.{name}", "not-negative", _("Enter zero or more."))
            return
    if (entry.minimum is None) != (entry.maximum is None):
        missing = next(name for name, value in both if value is None)
        faults.add(f"{path}.{missing}", "required", _("Enter both, or neither."))
    elif entry.minimum is not None and entry.maximum is not None and entry.maximum < entry.minimum:
        faults.add(f"{path}.maximum", "less", _("This is less than when to order."))
