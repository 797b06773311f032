"""Enters what was counted: sets the quantity on hand of balances, one or thousands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record_all
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import OnHandBelowReserved
from dinghuo.inventory.events import StockCounted
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.inventory.permissions import COUNT_STOCK
from dinghuo.inventory.queries.stock_lines import ORDER, StockLine, read_lines
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.set_on_hand import Before, Counted, set_on_hand

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


def count_stock(
    actor: Actor, counts: Sequence[StockCount], why: str = "", path: str = "counts"
) -> list[StockLine]:
    """Set the quantity on hand of each balance counted; all of them or none. Returns the balances as they are then.

    Raises Invalid with every fault (unknown article or warehouse, a quantity that is none, a lot with two expiry
    dates, the same balance twice), OnHandBelowReserved where less was found than is promised to orders.
    """
    require(actor, COUNT_STOCK)
    with acting(actor):
        faults = Faults()
        read = _read(actor, counts, faults, path)
        faults.raise_any()
        before = set_on_hand(actor, read, why)
        _check(counts, read, before, path)
        _announce(actor, read, why)
        stock_ids = [each.stock_id for each in before]
        return read_lines(Stock.objects.filter(market_id=actor.market_id, id__in=stock_ids).order_by(*ORDER))


def _read(actor: Actor, counts: Sequence[StockCount], faults: Faults, path: str) -> list[Counted]:
    variants = find_variants(actor, [count.sku for count in counts])
    places = own_warehouses(actor)
    read = [_one(count, variants, places, faults, f"{path}.{i}") for i, count in enumerate(counts)]
    seen = Counter((c.warehouse_id, c.owner_id, c.variant_id, c.lot) for c in read if c)
    for i, c in enumerate(read):
        if c and seen[(c.warehouse_id, c.owner_id, c.variant_id, c.lot)] > 1:
            faults.add(
                f"{path}.{i}.sku", "twice", _("This article is counted twice here. Add the counts up.")
            )
    return [each for each in read if each]


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
            f"{at}.sku", "service", _("%(name)s is a service; it has no stock.") % {"name": variant.name}
        )
    if place is None:
        faults.add(f"{at}.warehouse", "unknown", _("You have no such warehouse."))
    if not count.on_hand.is_finite() or not 0 <= count.on_hand < MOST:
        faults.add(f"{at}.on_hand", "not-negative", _("Enter zero or more."))
    elif count.on_hand != round(count.on_hand, 6):
        faults.add(f"{at}.on_hand", "precision", _("At most six decimals."))
    if len(count.lot) > 60 or "\0" in count.lot:
        faults.add(f"{at}.lot", "too-long", _("A lot has at most 60 characters."))
    if variant is None or place is None or len(faults.found) > before:
        return None
    return Counted(
        place.id, place.owner_id, variant.variant_id, count.lot.strip(), count.expires, count.on_hand
    )


def _check(
    counts: Sequence[StockCount], read: Sequence[Counted], before: Sequence[Before], path: str
) -> None:
    faults = Faults()
    short = []
    for each in before:
        count, counted = counts[each.position], read[each.position]
        if each.expires and counted.expires and each.expires != counted.expires:
            faults.add(
                f"{path}.{each.position}.expires",
                "other-date",
                _("Lot %(lot)s expires on %(expires)s. Give another date another lot.")
                % {"lot": counted.lot or "—", "expires": each.expires.isoformat()},
            )
        elif counted.on_hand < each.reserved:
            short.append({"sku": count.sku, "lot": counted.lot, "reserved": plain(each.reserved)})
    faults.raise_any()
    if short:
        told = ", ".join(f"{line['sku']}: {line['reserved']}" for line in short)
        raise OnHandBelowReserved(
            _("Orders have been promised more than was counted (%(told)s). Cancel or change them first.")
            % {"told": told},
            lines=short,
        )


def _announce(actor: Actor, read: Sequence[Counted], why: str) -> None:
    by_place = Counter((count.warehouse_id, count.owner_id) for count in read)
    record_all(
        actor,
        [
            StockCounted(warehouse_id, parties=[owner_id], data={"balances": number})
            for (warehouse_id, owner_id), number in by_place.items()
        ],
        why,
    )
