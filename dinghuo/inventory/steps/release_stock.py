"""Gives up what a document's lines hold, so that others may have it."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import beside
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.change_holds import change_holds
from dinghuo.inventory.steps.record_movements import Moved, record_movements

RELEASE = beside(__file__)


def release_stock(
    actor: Actor, document: Document, quantities: Mapping[UUID, Decimal], why: str = ""
) -> None:
    """Release these quantities (base units, by line). Raises NotReserved when a line holds less.

    Three statements, however many lines.
    """
    released = change_holds(actor, RELEASE, quantities)
    moved = [Moved(part.stock_id, reserved=-part.quantity, line_id=part.line_id) for part in released]
    record_movements(actor, MovementKind.RELEASED, moved, document, why)
