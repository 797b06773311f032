"""Says how much of articles is kept back in warehouses."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import SafetyStockSet
from dinghuo.inventory.models import SafetyStock, Warehouse
from dinghuo.inventory.permissions import SET_SAFETY_STOCK
from dinghuo.inventory.steps.read_counts import MOST


@dataclass(frozen=True, slots=True)
class SafetyEntry:
    """Of an article in a warehouse (its key), in base units; zero: nothing is kept back any more."""

    sku: str
    warehouse: str
    quantity: Decimal
    for_urgent: bool = True


def set_safety_stock(actor: Actor, entries: Sequence[SafetyEntry]) -> None:
    """Set what the actor's house keeps back, all or none. From then on nobody is promised it, but urgent orders where
    they may; orders that stand keep what they hold. Raises Invalid with every fault."""
    require(actor, SET_SAFETY_STOCK)
    with acting(actor):
        owner_id = actor.organisation_id
        if owner_id is None:
            raise NotFound("owner")
        variants = {
            sku: each.variant_id for sku, each in find_variants(actor, {e.sku for e in entries}).items()
        }
        places = Warehouse.objects.filter(market_id=actor.market_id, owner_id=owner_id)
        known = dict(places.values_list("key", "id"))
        _check(entries, set(variants), set(known))
        told = {(variants[entry.sku], known[entry.warehouse]): entry for entry in entries}
        gone = {key for key, entry in told.items() if not entry.quantity}
        rows = SafetyStock.objects.filter(
            market_id=actor.market_id, owner_id=owner_id, variant_id__in={variant for variant, _place in gone}
        )
        ids = [row.id for row in rows if (row.variant_id, row.warehouse_id) in gone]
        SafetyStock.objects.filter(market_id=actor.market_id, id__in=ids).delete()
        SafetyStock.objects.bulk_create(
            [_row(actor, owner_id, key, entry) for key, entry in sorted(told.items()) if entry.quantity],
            update_conflicts=True,
            unique_fields=["market_id", "owner", "variant", "warehouse"],
            update_fields=["quantity", "for_urgent"],
        )
        record(actor, SafetyStockSet(owner_id, parties=[owner_id], data={"articles": len(told)}))


def _row(actor: Actor, owner_id: UUID, key: tuple[UUID, UUID], entry: SafetyEntry) -> SafetyStock:
    return SafetyStock(
        market_id=actor.market_id,
        owner_id=owner_id,
        variant_id=key[0],
        warehouse_id=key[1],
        quantity=entry.quantity,
        for_urgent=entry.for_urgent,
    )


def _check(entries: Sequence[SafetyEntry], skus: set[str], places: set[str]) -> None:
    faults = Faults()
    for i, entry in enumerate(entries):
        if entry.sku not in skus:
            told = _("There is no article %(sku)s.") % {"sku": entry.sku}
            faults.add(f"entries.{i}.sku", "unknown", told)
        if entry.warehouse not in places:
            told = _("There is no warehouse %(key)s.") % {"key": entry.warehouse}
            faults.add(f"entries.{i}.warehouse", "unknown", told)
        if not entry.quantity.is_finite() or not 0 <= entry.quantity < MOST:
            faults.add(f"entries.{i}.quantity", "not-negative", _("Enter zero or more."))
    if len({(entry.sku, entry.warehouse) for entry in entries}) < len(entries):
        faults.add("entries", "twice", _("The same article and warehouse stand there twice."))
    faults.raise_any()
