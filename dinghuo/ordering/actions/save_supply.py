"""Says that goods are on their way, and promises them to who waits."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.steps.lock_pool import lock_pool
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.refuse_merged import merged_away, merged_words
from dinghuo.ordering.permissions import SAVE_SUPPLY
from dinghuo.ordering.rules.supply_entry import SupplyEntry
from dinghuo.ordering.steps.check_day import check_day
from dinghuo.ordering.steps.check_supply import announce_supply, check_quantity
from dinghuo.ordering.steps.find_supply import supply_paper
from dinghuo.ordering.steps.lock_waiting import lock_waiting
from dinghuo.ordering.steps.settle_waiting import settle_waiting

__all__ = ["SupplyEntry", "save_supply"]


def save_supply(actor: Actor, entry: SupplyEntry) -> IncomingSupply:
    """Enter goods on their way; who waits is promised them at once. Raises Invalid with every fault."""
    require(actor, SAVE_SUPPLY)
    with acting(actor):
        supply = _read(actor, entry)
        found = lock_waiting(actor, supply.owner_id, {supply.variant_id})
        pool = lock_pool(actor, supply.owner_id, {supply.variant_id})
        supply.save(force_insert=True)
        pool.supplies[supply.id] = supply
        announce_supply(actor, supply, "")
        settle_waiting(actor, supply.owner_id, found, pool, supply_paper(supply))
        return supply


def _read(actor: Actor, entry: SupplyEntry) -> IncomingSupply:
    faults = Faults()
    places = own_warehouses(actor)
    place = places.get(entry.warehouse) if entry.warehouse else next(iter(places.values()), None)
    variant = find_variants(actor, [entry.sku]).get(entry.sku)
    if place is None:
        faults.add("warehouse", "unknown", _("You have no such warehouse."))
    if variant is None:
        faults.add("sku", "unknown", _("There is no article %(sku)s.") % {"sku": entry.sku})
    elif kept := merged_away(actor, {entry.sku: variant}, (), comes=True).get(entry.sku):
        faults.add("sku", "merged", merged_words(entry.sku, kept))
    if not entry.reference.strip() or len(entry.reference) > 60 or "\0" in entry.reference:
        faults.add(
            "reference", "required", _("Say what this delivery is called, in at most 60 characters: PO-118.")
        )
    check_quantity(faults, entry.quantity)
    check_day(actor, faults, "expected", entry.expected)
    faults.raise_any()
    assert place is not None
    assert variant is not None
    return IncomingSupply(
        market_id=actor.market_id,
        owner_id=place.owner_id,
        warehouse=place,
        variant_id=variant.variant_id,
        reference=entry.reference.strip(),
        expected=entry.expected,
        quantity=entry.quantity,
        presale=entry.presale,
        made_by_name=actor.person_name,
    )
