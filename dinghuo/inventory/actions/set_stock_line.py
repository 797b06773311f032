"""Enters a line of a document of stock, changes one, or takes it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dinghuo.catalogue.queries.base_decimals import base_decimals
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import OF_KIND
from dinghuo.inventory.rules.document_lines import LineEntry
from dinghuo.inventory.states import StockDocumentKind
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.read_document_lines import (
    check_divided,
    check_quantity,
    read_document_lines,
)
from dinghuo.inventory.steps.refuse_old_counts import check_moment


@dataclass(frozen=True, slots=True)
class LineChange:
    """What becomes of a line by its position: its quantity in base units, or out with it."""

    position: int
    quantity: Decimal | None = None
    remove: bool = False


def set_stock_line(
    actor: Actor,
    number: str,
    entry: LineEntry | None = None,
    changes: Sequence[LineChange] = (),
    counted_at: datetime | None = None,
) -> StockDocument:
    """Enter `entry` (it replaces the line of the same article and lot), or make `changes` to lines
    that are there, all of them or none.

    `counted_at`: when the goods of a count were counted, if not now, at most rules/counting.py's days ago; whatever
    moved since stays moved. Raises Invalid, NotFound for no such line, StockDocumentClosed.
    """
    with acting(actor):
        document, lines = lock_stock_document(actor, number)
        require(actor, OF_KIND[StockDocumentKind(document.kind)])
        at = _when(document, counted_at)
        if entry is not None:
            _enter(actor, document, lines, entry, at)
        _change(actor, document, lines, changes, at)
        return document


def _when(document: StockDocument, counted_at: datetime | None) -> datetime | None:
    if document.kind != StockDocumentKind.COUNT:
        return None
    faults, at = Faults(), now()
    if counted_at is not None:
        check_moment(counted_at, at, faults, "counted_at")
    faults.raise_any()
    return counted_at or at


def _enter(
    actor: Actor,
    document: StockDocument,
    lines: list[StockDocumentLine],
    entry: LineEntry,
    at: datetime | None,
) -> None:
    faults = Faults()
    last = max((line.position for line in lines), default=0)
    read = read_document_lines(actor, document, [entry], faults, path="", after=last)
    faults.raise_any()
    (line,) = read
    line.counted_at = at if line.quantity is not None else None
    there = next((old for old in lines if (old.variant_id, old.lot) == (line.variant_id, line.lot)), None)
    if there is not None:
        line.id, line.position, line.labels = there.id, there.position, there.labels
        line.save(force_update=True)
    else:
        line.save(force_insert=True)


def _change(
    actor: Actor,
    document: StockDocument,
    lines: list[StockDocumentLine],
    changes: Sequence[LineChange],
    at: datetime | None,
) -> None:
    faults, by_position = Faults(), {line.position: line for line in lines}
    decimals = base_decimals(actor, [line.variant_id for line in lines]) if changes else {}
    changed, removed = [], []
    for each in changes:
        line = by_position.get(each.position)
        if line is None:
            raise NotFound(str(each.position))
        if each.remove:
            removed.append(line.id)
            continue
        path, told = f"lines.{each.position}.quantity", len(faults.found)
        check_quantity(document.kind, each.quantity, faults, path)
        if len(faults.found) == told:
            unit = line.variant.product.base_unit
            check_divided(each.quantity, unit, decimals.get(line.variant_id, 0), faults, path)
        line.quantity, line.counted_at = each.quantity, at if each.quantity is not None else None
        changed.append(line)
    faults.raise_any()
    StockDocumentLine.objects.bulk_update(changed, ["quantity", "counted_at"])
    StockDocumentLine.objects.filter(market_id=document.market_id, id__in=removed).delete()
