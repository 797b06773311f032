"""Sends off what a document's lines hold."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import beside
from dinghuo.inventory.rules.wants import Taken
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.change_holds import change_holds
from dinghuo.inventory.steps.record_movements import Moved, record_movements

SHIP = beside(__file__)


def ship_stock(
    actor: Actor,
    document: Document,
    quantities: Mapping[UUID, Decimal],
    warehouse_id: UUID | None = None,
    lots: Mapping[UUID, str] | None = None,
) -> list[Taken]:
    """Take these quantities (base units, by line) off the shelf: what was reserved is used, what was
    picked for the line before the rest, first expired first; for the lines in `lots` of that lot only, and of
    what is kept without one.

    Returns from which lots they came. Raises NotReserved when a line holds less: what isn't reserved isn't shipped.
    Three statements, however many lines.
    """
    shipped = change_holds(actor, SHIP, quantities, warehouse_id, lots)
    moved = [
        Moved(part.stock_id, -part.quantity, -part.quantity, part.line_id, -part.picked) for part in shipped
    ]
    record_movements(actor, MovementKind.SHIPPED, moved, document)
    return shipped
