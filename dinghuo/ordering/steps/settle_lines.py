"""Writes new quantities of lines, logs each move, and derives the order's states: the one way to change them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.db import connection

from dinghuo.finance.rules.exposure import payable
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import LineMove, Order, OrderLine
from dinghuo.ordering.rules import progress
from dinghuo.ordering.rules.counters import NAMES, Counters
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.align_promises import align_promises
from dinghuo.ordering.steps.value_lines import line_use
from dinghuo.promotions.steps.settle_discounts import LineUnits, settle_discounts

ZERO, ONE = Decimal(0), Decimal(1)
WRITE = Path(__file__).with_name("write_counters.sql").read_text()


def settle_lines(
    actor: Actor,
    order: Order,
    lines: list[OrderLine],
    changed: Mapping[OrderLine, Counters],
    reason: str = "",
    document: str = "",
) -> None:
    """Give the changed lines their new quantities (base units) and bring the order's states up to date.

    The caller holds the order's lock and passes all its lines. The order's version goes up by one.
    """
    write_counters(order.market_id, changed)
    LineMove.objects.bulk_create(
        move
        for line, counters in changed.items()
        for move in line_moves(actor, order, line, counters, reason, document)
    )
    for line, counters in changed.items():
        for name in NAMES:
            setattr(line, name, getattr(counters, name))
    align_promises(actor, list(changed))
    if changed:
        _settle_discounts(actor, order, lines, list(changed))
    settle_order(order, lines)


def _settle_discounts(
    actor: Actor, order: Order, lines: Sequence[OrderLine], changed: Sequence[OrderLine]
) -> None:
    """What is for units that won't come goes back to who gave it, and what was freed of freight with the last of them;
    what stands of the lines is as it was."""
    units: dict[UUID, LineUnits] = {}
    if order.discount:
        units = {line.id: LineUnits(line.ordered, line.counters.payable) for line in changed}
    if order.freed:
        units[order.id] = LineUnits(ONE, ONE if any(line_use(line).live for line in lines) else ZERO)
    if units:
        settle_discounts(actor, order.id, units)


def settle_order(order: Order, lines: list[OrderLine], new_version: bool = True) -> None:
    """Derive what is owed and the states from the lines, and save the order, as a new version unless told."""
    derive_order(order, lines, new_version)
    order.save()


def derive_order(order: Order, lines: list[OrderLine], new_version: bool = True) -> None:
    """The same without saving it."""
    counters = [line.counters for line in lines]
    order.payable = payable([line_use(line) for line in lines], order.charges, order.currency)
    order.payment_state = progress.payment_state(order.paid, order.payable)
    order.delivery_state = progress.delivery_state(counters)
    order.state = progress.order_state(counters, Approval(order.approval), order.payment_state)
    order.version += int(new_version)


def write_counters(market_id: UUID, changed: Mapping[OrderLine, Counters]) -> None:
    """Write these quantities, of lines of any orders that the caller has locked. One statement."""
    if not changed:
        return
    columns = [[getattr(counters, name) for counters in changed.values()] for name in NAMES]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [[line.id for line in changed], *columns, market_id])
        if cursor.rowcount != len(changed):
            raise RuntimeError("a line vanished while its order was locked")


def line_moves(
    actor: Actor, order: Order, line: OrderLine, counters: Counters, reason: str, document: str
) -> list[LineMove]:
    """The log's rows for what changes of a line, not yet written."""
    return [
        LineMove(
            market_id=order.market_id,
            order=order,
            line=line,
            buyer_id=order.buyer_id,
            seller_id=order.seller_id,
            kind=name,
            quantity=getattr(counters, name) - getattr(line, name),
            person_id=actor.person_id,
            person_name=actor.person_name,
            reason=reason[:300],
            document=document,
        )
        for name in NAMES
        if getattr(counters, name) != getattr(line, name)
    ]
