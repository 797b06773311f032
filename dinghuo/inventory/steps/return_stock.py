"""Puts goods that came back on the shelf they had left."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.errors import NotShipped
from dinghuo.inventory.rules.wants import Taken
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.record_movements import Moved, record_movements

LOCK = beside(__file__, "lock_shipped")
RETURN = beside(__file__)


def return_stock(actor: Actor, document: Document, quantities: Mapping[UUID, Decimal]) -> list[Taken]:
    """Add these quantities (base units, by line) to the balances they were shipped from.

    Returns to which lots they went. Raises NotShipped, which must undo the caller's transaction, when more would
    come back than has gone out. Three statements, however many lines.
    """
    asked = {line_id: quantity for line_id, quantity in quantities.items() if quantity > 0}
    if not asked:
        return []
    parameters = {"market": actor.market_id, "lines": list(asked), "quantities": list(asked.values())}
    fetch(LOCK, parameters)
    back = [Taken(*row) for row in fetch(RETURN, parameters)]
    served = {part.line_id for part in back}
    short = [{"line": str(line_id)} for line_id in asked if line_id not in served]
    if short:
        raise NotShipped(_("Less has been shipped for the line than would come back."), lines=short)
    moved = [Moved(part.stock_id, on_hand=part.quantity, line_id=part.line_id) for part in back]
    record_movements(actor, MovementKind.RETURNED, moved, document)
    return back
