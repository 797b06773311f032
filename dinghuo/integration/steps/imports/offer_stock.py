"""What is available in sheets of offers: a count of the one balance in which an article lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, Sum

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.handling import Verdict, refuse, wrong
from dinghuo.inventory.actions.count_stock import count_stock
from dinghuo.inventory.models import Movement, Stock, Warehouse
from dinghuo.inventory.permissions import COUNT_STOCK
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.read_counts import StockCount, read_counts
from dinghuo.organisations.queries.today import today

COLUMN = "available"
ZERO = Decimal(0)
Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies of an article in open places: the balances, and what can be promised of them."""

    balances: Sequence[Stock]
    free: Decimal
    is_simple: bool


def check_stock(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    verdicts: Sequence[Verdict],
) -> dict[int, str]:
    """By place, what is available now where a row would change it. Faults are put into the verdicts. Six statements."""
    counts = _counts(actor, imported, rows, sellers, verdicts)
    if counts and not allows(actor, COUNT_STOCK):
        for place in counts:
            refuse(verdicts[place], wrong(COLUMN, "no-counts"))
    return {place: was for place, (_count, was) in counts.items()}


def apply_stock(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    before: Sequence[Mapping[str, Any] | None],
    verdicts: Sequence[Verdict],
) -> dict[int, StockCount]:
    """By place the counts to be written where the preview said that something would change, with their balances locked;
    what was promised since comes on top, so that they can't be refused. Faults are put into the verdicts."""
    asked = {place: seller for place, seller in sellers.items() if COLUMN in (before[place] or {})}
    found = _counts(actor, imported, rows, asked, verdicts, lock=True)
    return {place: count for place, (count, _was) in found.items()}


def undo_stock(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    before: Sequence[Mapping[str, Any] | None],
) -> list[int]:
    """Take the counts back. Returns the places of what has been counted, sent or promised since. Two statements, and
    those of a count."""
    asked = {
        (sellers[place], rows[place].values["sku"]): place
        for place in sellers
        if COLUMN in (before[place] or {})
    }
    if not asked:
        return []
    balances = list(_balances(actor, asked).select_related("variant", "warehouse"))
    moves = Movement.objects.filter(market_id=actor.market_id, stock_id__in=[each.id for each in balances])
    mine = Q(why=imported.number)
    sums = {
        row[0]: row[1:]
        for row in moves.values_list("stock_id").annotate(
            delta=Sum("on_hand_delta", filter=mine),
            counted=Max("at", filter=mine),
            moved=Max("at", filter=~mine & ~Q(on_hand_delta=0)),
        )
    }
    stuck, back = [], []
    for stock in balances:
        delta, counted, moved = sums.get(stock.id, (None, None, None))
        if not delta:
            continue
        if (moved and moved > counted) or stock.on_hand - delta < stock.reserved:
            stuck.append(asked[stock.owner_id, stock.variant.sku])
        else:
            back.append(StockCount(stock.variant.sku, stock.on_hand - delta, stock.warehouse.key, stock.lot))
    if back and not stuck:
        count_stock(actor, back, why=imported.number)
    return stuck


def _counts(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    verdicts: Sequence[Verdict],
    *,
    lock: bool = False,
) -> dict[int, tuple[StockCount, str]]:
    """By place the count that a row means, and what was available; missing where it is available already."""
    asked = {place: seller for place, seller in sellers.items() if COLUMN in rows[place].values}
    if not asked:
        return {}
    places = own_warehouses(actor)
    keys = {each.name: key for key, each in places.items()}
    lying = _lying(actor, {(seller, rows[place].values["sku"]) for place, seller in asked.items()}, lock=lock)
    found: dict[int, tuple[StockCount, str]] = {}
    for place, seller_id in asked.items():
        values, own = (
            rows[place].values,
            {k: each for k, each in places.items() if each.owner_id == seller_id},
        )
        named = values.get("warehouse") or imported.options.get("warehouse", "")
        key = named if named in own else keys.get(named, named)
        there = lying(seller_id, values["sku"], key if "warehouse" in values else "")
        if values[COLUMN] == there.free:
            continue
        if not there.is_simple:
            refuse(verdicts[place], wrong(COLUMN, "several-balances"))
            continue
        count = _count(values, there, own, key)
        if count.warehouse not in own:
            refuse(verdicts[place], wrong("warehouse", "no-warehouse"))
        else:
            found[place] = count, plain(there.free)
    faults = Faults()
    order = list(found)
    read_counts(actor, [found[place][0] for place in order], faults)
    for fault in faults.found:
        _root, index, column = fault.path.split(".")
        if fault.code != "twice":
            told = COLUMN if column == "on_hand" else column
            refuse(verdicts[order[int(index)]], (told, fault.code, fault.message))
    return found


def _count(values: Mapping[str, Any], there: Lying, own: Mapping[str, Warehouse], key: str) -> StockCount:
    if there.balances:
        stock = there.balances[0]
        return StockCount(
            values["sku"], values[COLUMN] + stock.reserved, stock.warehouse.key, stock.lot, stock.expires
        )
    return StockCount(values["sku"], values[COLUMN], key or next(iter(own), ""))


def _lying(actor: Actor, asked: set[Key], *, lock: bool) -> Any:
    """What lies of the articles, by owner and SKU, all in all or in one place. One statement."""
    rows = _balances(actor, asked).select_related("variant", "warehouse")
    if lock:
        rows = rows.select_for_update(of=("self",))
    day = today(actor)
    by_key: dict[Key, list[Stock]] = {}
    for stock in rows:
        by_key.setdefault((stock.owner_id, stock.variant.sku), []).append(stock)

    def lying(owner_id: UUID, sku: str, warehouse: str) -> Lying:
        there = [
            each
            for each in by_key.get((owner_id, sku), ())
            if warehouse in ("", each.warehouse.key) and (each.on_hand or each.recalled)
        ]
        shut = [each for each in there if each.recalled or (each.expires and each.expires < day)]
        open_ones = [each for each in there if each not in shut]
        free = sum((each.on_hand - each.reserved for each in open_ones), ZERO)
        return Lying(open_ones, free, not shut and len(open_ones) <= 1)

    return lying


def _balances(actor: Actor, asked: Any) -> Any:
    """The balances in open places, in the order in which this domain's statements lock them."""
    owners, skus = {owner for owner, _sku in asked}, {sku for _owner, sku in asked}
    return Stock.objects.filter(
        market_id=actor.market_id,
        owner_id__in=owners,
        variant__sku__in=skus,
        warehouse__is_active=True,
    ).order_by("variant_id", "warehouse_id", "lot", "id")
