"""Reads what was counted into balances, and finds everything that is wrong with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import is_whole
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.refuse_merged import merged_away, merged_words
from dinghuo.inventory.steps.set_on_hand import Counted

#: A quantity with more than this many whole digits doesn't fit its column.
MOST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class StockCount:
    """What was found of an article in a warehouse (its key; empty: the owner's first), in base units."""

    sku: str
    on_hand: Decimal
    warehouse: str = ""
    lot: str = ""
    expires: date | None = None


def read_counts(
    actor: Actor, counts: Sequence[StockCount], faults: Faults, path: str = "counts"
) -> list[Counted | None]:
    """A balance for each count, None for one that is wrong; faults are collected. Two statements."""
    variants = find_variants(actor, [count.sku for count in counts])
    places = own_warehouses(actor)
    gone = merged_away(actor, variants, [place.id for place in places.values()])
    for i, count in enumerate(counts):
        if count.sku in gone:
            faults.add(f"{path}.{i}.sku", "merged", merged_words(count.sku, gone[count.sku]))
    read = [_one(count, variants, places, faults, f"{path}.{i}") for i, count in enumerate(counts)]
    seen = Counter((c.warehouse_id, c.owner_id, c.variant_id, c.lot) for c in read if c)
    for i, c in enumerate(read):
        if c and seen[(c.warehouse_id, c.owner_id, c.variant_id, c.lot)] > 1:
            faults.add(
                f"{path}.{i}.sku", "twice", _("This article is counted twice here. Add the counts up.")
            )
    return [None if count.sku in gone else each for count, each in zip(counts, read, strict=True)]


def _one(
    count: StockCount,
    variants: Mapping[str, FoundVariant],
    places: Mapping[str, Warehouse],
    faults: Faults,
    at: str,
) -> Counted | None:
    before = len(faults.found)
    variant = variants.get(count.sku)
    place = places.get(count.warehouse) if count.warehouse else next(iter(places.values()), None)
    if variant is None:
        faults.add(f"{at}.sku", "unknown", _("There is no article %(sku)s.") % {"sku": count.sku})
    elif not variant.stocked:
        faults.add(
            f"{at}.sku", "service", _("%(name)s is a service; it has no stock.") % {"name": named(variant)}
        )
    if place is None:
        faults.add(f"{at}.warehouse", "unknown", _("You have no such warehouse."))
    if not count.on_hand.is_finite() or not 0 <= count.on_hand < MOST:
        faults.add(f"{at}.on_hand", "not-negative", _("Enter zero or more."))
    elif count.on_hand != round(count.on_hand, 6):
        faults.add(f"{at}.on_hand", "precision", _("At most six decimals."))
    elif variant and not is_whole(count.on_hand, variant.decimals):
        faults.add(f"{at}.on_hand", "divided", divided_words(variant.base_unit, variant.decimals))
    if len(count.lot) > 60 or "\0" in count.lot:
        faults.add(f"{at}.lot", "too-long", _("A lot has at most 60 characters."))
    if variant is None or place is None or len(faults.found) > before:
        return None
    return Counted(
        place.id, place.owner_id, variant.variant_id, count.lot.strip(), count.expires, count.on_hand
    )
