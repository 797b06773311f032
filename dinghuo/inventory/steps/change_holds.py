"""Takes from what lines hold: the common part of releasing and shipping."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.errors import NotReserved
from dinghuo.inventory.rules.wants import Taken

LOCK = beside(__file__, "lock_stock")
ZERO = Decimal(0)


def change_holds(
    actor: Actor,
    statement: str,
    quantities: Mapping[UUID, Decimal],
    warehouse_id: UUID | None = None,
    lots: Mapping[UUID, str] | None = None,
) -> list[Taken]:
    """Lock the balances that the lines hold, then run the statement that takes these quantities from the holds,
    in one warehouse if one is named, of one lot for lines that name one.

    Two statements, however many lines. Raises NotReserved, which must undo the caller's transaction, when a line
    holds less than is asked.
    """
    asked = {line_id: quantity for line_id, quantity in quantities.items() if quantity > 0}
    if not asked:
        return []
    parameters = {
        "market": actor.market_id,
        "lines": list(asked),
        "quantities": list(asked.values()),
        "warehouse": warehouse_id,
        "lots": [(lots or {}).get(line_id, "") for line_id in asked],
    }
    fetch(LOCK, parameters)
    taken = [_taken(*row) for row in fetch(statement, parameters)]
    served = {part.line_id for part in taken}
    short = [{"line": str(line_id)} for line_id in asked if line_id not in served]
    if short:
        raise NotReserved(_("Less is reserved for the line than that. Reserve it first."), lines=short)
    return taken


def _taken(
    line_id: UUID,
    stock_id: UUID,
    quantity: Decimal,
    warehouse_id: UUID,
    lot: str,
    expires: date | None,
    picked: Decimal = ZERO,
    keeper_id: UUID | None = None,
) -> Taken:
    """A row of the statement; only shipping tells what lay ready, and whose place it was."""
    part = Taken(line_id, stock_id, quantity, warehouse_id, lot, expires)
    return replace(part, picked=picked, keeper_id=keeper_id)
