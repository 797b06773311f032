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


def ship_stock(actor: Actor, document: Document, quantities: Mapping[UUID, Decimal]) -> list[Taken]:
    """Take these quantities (base units, by line) off the shelf: what was reserved is used, first expired first.

    Returns from which lots they came. Raises NotReserved when a line holds less: what isn't reserved isn't shipped.
    Three statements, however many lines.
    """
    shipped = change_holds(actor, SHIP, quantities)
    moved = [
        Moved(part.stock_id, on_hand=-part.quantity, reserved=-part.quantity, line_id=part.line_id)
        for part in shipped
    ]
    record_movements(actor, MovementKind.SHIPPED, moved, document)
    return shipped
