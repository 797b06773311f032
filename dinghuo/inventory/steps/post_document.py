"""Moves the goods of a document of stock: in, out, on their way, there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.inventory.models import StockDocument, StockDocumentLine, UnitCost
from dinghuo.inventory.states import MovementKind, StockDocumentKind, StockDocumentState, WarehouseKind
from dinghuo.inventory.steps.move_stock import Change, move_stock
from dinghuo.inventory.steps.refuse_outcomes import refuse_outcomes
from dinghuo.inventory.steps.shut_place import shut_place
from dinghuo.inventory.steps.take_over import taken_over

MOVEMENT = {
    StockDocumentKind.RECEIPT: MovementKind.RECEIVED,
    StockDocumentKind.SCRAP: MovementKind.SCRAPPED,
    StockDocumentKind.ADJUSTMENT: MovementKind.ADJUSTED,
    StockDocumentKind.TAKING: MovementKind.TAKEN,
}
SIGN = {
    StockDocumentKind.RECEIPT: Decimal(1),
    StockDocumentKind.SCRAP: Decimal(-1),
    StockDocumentKind.ADJUSTMENT: Decimal(1),
    StockDocumentKind.TAKING: Decimal(-1),
}


def paper(document: StockDocument) -> Document:
    """The document as its movements name it."""
    return Document(document.kind, document.id, document.number)


def post_document(actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]) -> None:
    """Post a receipt, scrap, an adjustment or a taking, or send a transfer off. The caller holds the document's lock
    and saves it.

    Raises what refuse_outcomes raises, which must undo the caller's transaction.
    """
    kind = StockDocumentKind(document.kind)
    if kind == StockDocumentKind.TRANSFER:
        transit = shut_place(actor, document.owner_id, WarehouseKind.TRANSIT)
        sent = {line.id: line.quantity or Decimal(0) for line in lines}
        _carry(actor, document, lines, sent, document.warehouse_id, transit.id)
        document.state = StockDocumentState.SENT.value
        return
    changes = [
        change(line, document.warehouse_id, SIGN[kind] * (line.quantity or Decimal(0))) for line in lines
    ]
    if kind == StockDocumentKind.TAKING:
        changes += taken_over(actor, document, lines, changes)
    outcomes = move_stock(actor, MOVEMENT[kind], changes, paper(document), document.why)
    refuse_outcomes(lines, outcomes, receives=kind == StockDocumentKind.RECEIPT)
    if kind == StockDocumentKind.RECEIPT and document.keeper_id is None:
        _note_costs(document, lines)
    document.state, document.posted_at = StockDocumentState.POSTED.value, now()


def land_transfer(
    actor: Actor,
    document: StockDocument,
    lines: Sequence[StockDocumentLine],
    arrived: Mapping[UUID, Decimal],
    lost: Mapping[UUID, Decimal],
    found: Mapping[UUID, Decimal],
    why: str = "",
) -> None:
    """Put what arrived of a transfer into its target, write off what is lost, and take in what was `found` beyond what
    was sent, by line id. The caller saves all three: `expected` keeps what was sent where more came."""
    transit = shut_place(actor, document.owner_id, WarehouseKind.TRANSIT)
    assert document.target_id is not None
    # In one call: balances are locked in one order.
    gone = [
        replace(change(line, transit.id, -lost[line.id], dated=False), kind=MovementKind.ADJUSTED)
        for line in lines
        if lost.get(line.id)
    ]
    # What was never sent was never in transit.
    gone += [
        replace(change(line, document.target_id, found[line.id]), kind=MovementKind.ADJUSTED)
        for line in lines
        if found.get(line.id)
    ]
    _carry(actor, document, lines, arrived, transit.id, document.target_id, gone, why)
    for line in lines:
        if over := found.get(line.id):
            line.expected = line.quantity if line.expected is None else line.expected
            line.quantity = (line.quantity or Decimal(0)) + over
            line.done += over
        line.done += arrived.get(line.id, Decimal(0))
        line.lost += lost.get(line.id, Decimal(0))


def change(line: StockDocumentLine, warehouse_id: UUID, quantity: Decimal, *, dated: bool = True) -> Change:
    """What a line does to a balance of its lot in a warehouse."""
    return Change(
        warehouse_id,
        line.owner_id,
        line.variant_id,
        line.lot,
        line.expires if dated else None,
        quantity,
        line.id,
        line.made,
        line.supplier_lot,
        line.bin if quantity > 0 else "",
    )


def _carry(
    actor: Actor,
    document: StockDocument,
    lines: Sequence[StockDocumentLine],
    quantities: Mapping[UUID, Decimal],
    from_id: UUID,
    to_id: UUID,
    gone: Sequence[Change] = (),
    why: str = "",
) -> None:
    moving = [line for line in lines if quantities.get(line.id)]
    changes = [
        each
        for line in moving
        for each in (change(line, from_id, -quantities[line.id]), change(line, to_id, quantities[line.id]))
    ]
    outcomes = move_stock(
        actor, MovementKind.TRANSFERRED, [*changes, *gone], paper(document), why or document.why
    )
    refuse_outcomes(lines, outcomes)


def _note_costs(document: StockDocument, lines: Sequence[StockDocumentLine]) -> None:
    costs = {line.variant_id: line.unit_cost for line in lines if line.unit_cost is not None}
    UnitCost.objects.bulk_create(
        [
            UnitCost(
                market_id=document.market_id, owner_id=document.owner_id, variant_id=variant_id, cost=cost
            )
            for variant_id, cost in sorted(costs.items())
        ],
        update_conflicts=True,
        unique_fields=["market_id", "owner", "variant"],
        update_fields=["cost"],
    )
