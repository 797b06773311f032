"""Imports of stock: what was counted of each article, against what is on hand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, Invalid
from dinghuo.foundation.quantity import plain
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.companions import Companions
from dinghuo.integration.steps.imports.handling import RowFault, Verdict, refuse, verdict_on, wrong
from dinghuo.integration.steps.imports.known_skus import mend_skus
from dinghuo.inventory.actions.count_stock import count_stock
from dinghuo.inventory.errors import OnHandBelowReserved
from dinghuo.inventory.models import Movement
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, visible_stock
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.read_counts import StockCount, read_counts

ZERO = Decimal(0)
Key = tuple[str, str, str]


class StockCounts:
    """The handling of stock."""

    def check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        companions: Companions | None = None,
    ) -> list[Verdict]:
        """As Handling.check."""
        verdicts, places, counts = _counts(actor, imported, rows)
        for place, faults in _faults(actor, counts, places).items():
            refuse(verdicts[place], *faults)
        there = _there(actor, counts)
        for place, count in zip(places, counts, strict=True):
            verdict, line = verdicts[place], there.get(_key(count))
            verdict.key = "|".join(_key(count))
            if verdict.faults or line is None:
                continue
            if line.on_hand == count.on_hand and (count.expires or line.expires) == line.expires:
                verdict.state = RowState.UNCHANGED
            else:
                verdict.state, verdict.before = RowState.CHANGED, {"on_hand": plain(line.on_hand)}
            if count.on_hand < line.reserved:
                refuse(verdict, _below(line.reserved))
        return verdicts

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """As Handling.apply. What was sold since the preview counts for nothing: the count is what was found."""
        verdicts, places, counts = _counts(actor, imported, rows)
        for place, faults in _faults(actor, counts, places).items():
            refuse(verdicts[place], *faults)
        left = [
            (place, count) for place, count in zip(places, counts, strict=True) if not verdicts[place].faults
        ]
        # Each round leaves out what is refused; more than a few would mean that orders come faster than counts.
        for _round in range(4):
            wanted = [count for _place, count in left]
            try:
                if wanted:
                    count_stock(actor, wanted, why=imported.number)
                break
            except Invalid as invalid:
                for fault in invalid.faults:
                    place = left[int(fault.path.split(".")[1])][0]
                    refuse(verdicts[place], (fault.path.rpartition(".")[2], fault.code, fault.message))
            except OnHandBelowReserved as short:
                promised = {(line["sku"], line["lot"]): line["reserved"] for line in short.lines}
                for place, count in left:
                    if (count.sku, count.lot) in promised:
                        refuse(verdicts[place], _below(Decimal(promised[count.sku, count.lot])))
            left = [(place, count) for place, count in left if not verdicts[place].faults]
        return {i: verdict.faults for i, verdict in enumerate(verdicts) if verdict.faults}

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """As Handling.undo: stuck is what has been counted, sold or moved since."""
        _verdicts, places, counts = _counts(actor, imported, rows)
        there = _there(actor, counts)
        moved = _moved(actor, imported, [line.stock_id for line in there.values()])
        stuck, back = [], []
        for place, count in zip(places, counts, strict=True):
            line = there.get(_key(count))
            delta = moved.get(line.stock_id, ZERO) if line else ZERO
            if line is None or line.on_hand != count.on_hand or line.on_hand - delta < line.reserved:
                stuck.append(place)
            elif delta:
                back.append(StockCount(count.sku, line.on_hand - delta, count.warehouse, count.lot))
        if back and not stuck:
            count_stock(actor, back, why=imported.number)
        return stuck


def _counts(
    actor: Actor, imported: Import, rows: Sequence[ReadRow]
) -> tuple[list[Verdict], list[int], list[StockCount]]:
    """Verdicts on all rows; the places of those that are right so far, and the counts in them."""
    verdicts = [verdict_on(row) for row in rows]
    mend_skus(actor, rows)
    own = own_warehouses(actor)
    keys = {place.name: key for key, place in own.items()}
    usual = imported.options.get("warehouse", "") or next(iter(own), "")
    places = [i for i, verdict in enumerate(verdicts) if not verdict.faults]
    counts = []
    for i in places:
        values = rows[i].values
        named = values.get("warehouse", usual)
        warehouse = named if named in own else keys.get(named, named)
        counts.append(
            StockCount(
                values["sku"], values["on_hand"], warehouse, values.get("lot", ""), values.get("expires")
            )
        )
    return verdicts, places, counts


def _faults(actor: Actor, counts: Sequence[StockCount], places: Sequence[int]) -> dict[int, list[RowFault]]:
    faults = Faults()
    read_counts(actor, counts, faults)
    found: dict[int, list[RowFault]] = {}
    for fault in faults.found:
        _root, index, column = fault.path.split(".")
        # Two rows about the same are found by their key, over the whole file.
        if fault.code != "twice":
            found.setdefault(places[int(index)], []).append((column, fault.code, fault.message))
    return found


def _there(actor: Actor, counts: Sequence[StockCount]) -> dict[Key, StockLine]:
    """The balances that were counted, of the warehouses' owner."""
    stock = visible_stock(actor).filter(
        variant__sku__in={count.sku for count in counts},
        warehouse__key__in={count.warehouse for count in counts},
    )
    return {(line.sku, line.warehouse, line.lot): line for line in read_lines(actor, stock)}


def _key(count: StockCount) -> Key:
    return (count.sku, count.warehouse, count.lot.strip())


def _below(reserved: Decimal) -> RowFault:
    return wrong("on_hand", "promised", reserved=plain(reserved))


def _moved(actor: Actor, imported: Import, stock_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """What the import added to each balance."""
    rows = Movement.objects.filter(market_id=actor.market_id, stock_id__in=stock_ids, why=imported.number)
    return dict(rows.values_list("stock_id").annotate(Sum("on_hand_delta")))
