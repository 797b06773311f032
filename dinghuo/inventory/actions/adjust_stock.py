"""Corrects a balance by an amount: breakage, a find, goods that came in."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, limit_of, require
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import OnHandBelowReserved, StockApprovalNeeded
from dinghuo.inventory.events import StockAdjusted
from dinghuo.inventory.models import Stock, Warehouse
from dinghuo.inventory.permissions import ADJUST_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines
from dinghuo.inventory.queries.unit_costs import unit_costs
from dinghuo.inventory.rules.losses import value_of
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.read_counts import MOST
from dinghuo.inventory.steps.record_movements import Moved, record_movements
from dinghuo.inventory.steps.refuse_merged import merged_away, merged_words
from dinghuo.inventory.steps.set_on_hand import Counted, open_balances
from dinghuo.inventory.steps.write_adjustment import write_adjustment


def adjust_stock(
    actor: Actor,
    sku: str,
    change: Decimal,
    why: str,
    warehouse: str = "",
    lot: str = "",
    expires: date | None = None,
) -> StockLine:
    """Add `change` (negative: take away; base units) to what is on hand in the actor's warehouse. Needs a reason;
    writes the adjustment (AD-) that says so.

    Raises NotFound for an unknown article or warehouse, Invalid, OnHandBelowReserved where less would be left than is
    promised, StockApprovalNeeded above the actor's limit (value at cost; what has no known cost is above any).
    """
    require(actor, ADJUST_STOCK)
    with acting(actor):
        variant = find_variants(actor, [sku]).get(sku)
        places = own_warehouses(actor)
        place = places.get(warehouse) if warehouse else next(iter(places.values()), None)
        if variant is None or place is None:
            raise NotFound(sku if variant is None else warehouse)
        if kept := merged_away(actor, {sku: variant}, [place.id]).get(sku):
            raise Invalid([Fault("sku", "merged", merged_words(sku, kept))])
        _check(change, why, variant.stocked)
        _check_limit(actor, place.owner_id, variant.variant_id, change)
        counted = Counted(place.id, place.owner_id, variant.variant_id, lot.strip(), expires, Decimal(0))
        open_balances(actor, [counted])
        balance = Stock.objects.filter(
            market_id=actor.market_id,
            owner_id=place.owner_id,
            variant_id=variant.variant_id,
            warehouse_id=place.id,
            lot=counted.lot,
        )
        if not balance.filter(on_hand__gte=F("reserved") - change).update(on_hand=F("on_hand") + change):
            _refuse(balance.get(), variant.base_unit)
        stock = balance.get()
        document, line_id = write_adjustment(actor, place, stock, change, why)
        moved = [Moved(stock.id, on_hand=change, line_id=line_id)]
        record_movements(actor, MovementKind.ADJUSTED, moved, document, why)
        _announce(actor, place, sku, change, why)
        return read_lines(actor, balance)[0]


def _check(change: Decimal, why: str, stocked: bool) -> None:
    faults = Faults()
    if not change.is_finite() or change == 0 or abs(change) >= MOST or change != round(change, 6):
        faults.add("change", "malformed", _("Enter by how much, with at most six decimals."))
    if not why.strip():
        faults.add("why", "required", _("Say why."))
    if not stocked:
        faults.add("sku", "service", _("A service has no stock."))
    faults.raise_any()


def _check_limit(actor: Actor, owner_id: UUID, variant_id: UUID, change: Decimal) -> None:
    limit = limit_of(actor, ADJUST_STOCK)
    value = (
        value_of([(variant_id, change)], unit_costs(actor, owner_id, [variant_id]))
        if limit is not None
        else None
    )
    if limit is not None and (value is None or value > limit):
        raise StockApprovalNeeded(
            _("Somebody has to approve this. Begin an adjustment, and submit it."),
            instead={"kind": "adjustment"},
        )


def _refuse(stock: Stock, unit: str) -> None:
    free = stock.on_hand - stock.reserved
    raise OnHandBelowReserved(
        _("Only %(free)s %(unit)s aren't promised to orders. Take away at most that.")
        % {"free": plain(free), "unit": unit},
        instead={"change": plain(-free)},
    )


def _announce(actor: Actor, place: Warehouse, sku: str, change: Decimal, why: str) -> None:
    data = {"sku": sku, "change": plain(change)}
    record(actor, StockAdjusted(place.id, place.key, parties=[place.owner_id], data=data), why)
