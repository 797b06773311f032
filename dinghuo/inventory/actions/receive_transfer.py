"""Receives what a transfer sent: all of it, some of it, or with a difference."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import TransferReceived
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import TRANSFER_STOCK
from dinghuo.inventory.states import StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.post_document import land_transfer

SENT = frozenset({StockDocumentState.SENT.value})


def receive_transfer(
    actor: Actor,
    number: str,
    arrived: Mapping[int, Decimal] | None = None,
    finish: bool = False,
    why: str = "",
) -> StockDocument:
    """Put away what arrived (base units by the line's position; None: all that is still on its way).

    With `finish` the rest is written off, with a reason. Raises Invalid for more than is on its way.
    """
    require(actor, TRANSFER_STOCK)
    with acting(actor):
        document, lines = lock_stock_document(actor, number, SENT)
        here = _read(lines, arrived, finish, why)
        lost = (
            {line.id: _on_its_way(line) - here.get(line.id, Decimal(0)) for line in lines} if finish else {}
        )
        land_transfer(actor, document, lines, here, lost, why)
        StockDocumentLine.objects.bulk_update(lines, ["done", "lost"])
        if not any(_on_its_way(line) for line in lines):
            document.state, document.posted_at = StockDocumentState.POSTED.value, now()
        if why.strip():
            document.decided_why = why.strip()[:200]
        announce_document(actor, document, TransferReceived, why)
        document.save()
        return document


def _on_its_way(line: StockDocumentLine) -> Decimal:
    return (line.quantity or Decimal(0)) - line.done - line.lost


def _read(
    lines: Sequence[StockDocumentLine], arrived: Mapping[int, Decimal] | None, finish: bool, why: str
) -> dict[UUID, Decimal]:
    if arrived is None:
        return {line.id: _on_its_way(line) for line in lines}
    faults = Faults()
    by_position = {line.position: line for line in lines}
    here = {}
    for position, quantity in arrived.items():
        line, path = by_position.get(position), f"lines.{position}.arrived"
        if line is None:
            faults.add(path, "unknown", _("There is no line %(line)s.") % {"line": position})
        elif not quantity.is_finite() or quantity < 0 or quantity != round(quantity, 6):
            faults.add(path, "not-negative", _("Enter zero or more."))
        elif quantity > _on_its_way(line):
            words = _(
                "Only %(left)s %(unit)s are on their way. Count again, or receive the rest as found goods."
            )
            unit = line.variant.product.base_unit
            faults.add(path, "too-much", words % {"left": plain(_on_its_way(line)), "unit": unit})
        else:
            here[line.id] = quantity
    if not finish and not any(here.values()):
        faults.add("lines", "required", _("Enter what arrived."))
    short = any(_on_its_way(line) > here.get(line.id, Decimal(0)) for line in lines)
    if finish and short and not why.strip():
        faults.add("why", "required", _("Say what became of the rest."))
    faults.raise_any()
    return here
