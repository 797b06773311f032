"""Receives what a transfer sent: all of it, some of it, or with a difference."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.base_decimals import base_decimals
from dinghuo.foundation.actor import Actor, limit_of, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import is_whole, plain
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import TransferReceived
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.permissions import ADJUST_STOCK, TRANSFER_STOCK
from dinghuo.inventory.queries.unit_costs import unit_costs
from dinghuo.inventory.rules.losses import value_of
from dinghuo.inventory.states import StockDocumentState
from dinghuo.inventory.steps.announce_document import announce_document
from dinghuo.inventory.steps.lock_stock_document import lock_stock_document
from dinghuo.inventory.steps.post_document import land_transfer
from dinghuo.inventory.steps.read_document_lines import check_divided

SENT = frozenset({StockDocumentState.SENT.value})


def receive_transfer(
    actor: Actor,
    number: str,
    arrived: Mapping[int, Decimal] | None = None,
    finish: bool = False,
    why: str = "",
    more: bool = False,
) -> StockDocument:
    """Put away what arrived (base units by the line's position; None: all that is still on its way).

    With `finish` the rest is written off, with a reason. Raises Invalid for more than is on its way, unless `more` says
    that more was sent than the paper says: then the surplus is found goods, with a reason and by who may correct stock
    for so much (NotAllowed).
    """
    require(actor, TRANSFER_STOCK)
    with acting(actor):
        document, lines = lock_stock_document(actor, number, SENT)
        here = _read(actor, lines, arrived, finish, why, more)
        found = _surplus(actor, document, lines, here)
        lost = (
            {line.id: _on_its_way(line) - here.get(line.id, Decimal(0)) for line in lines} if finish else {}
        )
        land_transfer(actor, document, lines, here, lost, found, why)
        StockDocumentLine.objects.bulk_update(lines, ["quantity", "expected", "done", "lost"])
        if not any(_on_its_way(line) for line in lines):
            document.state, document.posted_at = StockDocumentState.POSTED.value, now()
        if why.strip():
            document.decided_why = why.strip()[:200]
        announce_document(actor, document, TransferReceived, why)
        document.save()
        return document


def _surplus(
    actor: Actor,
    document: StockDocument,
    lines: Sequence[StockDocumentLine],
    here: dict[UUID, Decimal],
) -> dict[UUID, Decimal]:
    """What is more than was sent, by line; `here` keeps what was sent."""
    found = {}
    for line in lines:
        over = here.get(line.id, Decimal(0)) - _on_its_way(line)
        if over > 0:
            found[line.id] = over
            here[line.id] -= over
    if found:
        costs = unit_costs(actor, document.owner_id, [line.variant_id for line in lines if line.id in found])
        value = value_of(((line.variant_id, found[line.id]) for line in lines if line.id in found), costs)
        # What nobody knows the cost of is found by who may correct stock without a limit.
        unlimited = limit_of(actor, ADJUST_STOCK) is None
        require(actor, ADJUST_STOCK, None if unlimited else (Decimal("Infinity") if value is None else value))
    return found


def _on_its_way(line: StockDocumentLine) -> Decimal:
    return (line.quantity or Decimal(0)) - line.done - line.lost


def _read(
    actor: Actor,
    lines: Sequence[StockDocumentLine],
    arrived: Mapping[int, Decimal] | None,
    finish: bool,
    why: str,
    more: bool = False,
) -> dict[UUID, Decimal]:
    if arrived is None:
        return {line.id: _on_its_way(line) for line in lines}
    faults = Faults()
    decimals = base_decimals(actor, [line.variant_id for line in lines])
    by_position = {line.position: line for line in lines}
    here = {}
    for position, quantity in arrived.items():
        line, path = by_position.get(position), f"lines.{position}.arrived"
        if line is None:
            faults.add(path, "unknown", _("There is no line %(line)s.") % {"line": position})
        elif not quantity.is_finite() or quantity < 0 or quantity != round(quantity, 6):
            faults.add(path, "not-negative", _("Enter zero or more."))
        else:
            _check(line, quantity, decimals.get(line.variant_id, 0), faults, path, more=more)
            here[line.id] = quantity
    if not finish and not any(arrived.values()):
        faults.add("lines", "required", _("Enter what arrived."))
    short = any(_on_its_way(line) > here.get(line.id, Decimal(0)) for line in lines)
    if finish and short and not why.strip():
        faults.add("why", "required", _("Say what became of the rest."))
    if more and not why.strip():
        faults.add("why", "required", _("Say why more came than was sent."))
    faults.raise_any()
    return here


def _check(
    line: StockDocumentLine, quantity: Decimal, decimals: int, faults: Faults, path: str, *, more: bool
) -> None:
    """Say that it is more than is on its way, and that what comes whole only doesn't arrive in parts: both."""
    left, unit = _on_its_way(line), line.variant.product.base_unit
    if quantity > left and not more:
        words = _(
            "Only %(left)s %(unit)s are on their way. Count again, or say that more came than was sent."
        )
        faults.add(path, "too-much", words % {"left": plain(left), "unit": unit})
    if is_whole(left, decimals):
        check_divided(quantity, unit, decimals, faults, path)
