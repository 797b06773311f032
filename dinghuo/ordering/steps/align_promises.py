"""Brings what lines are promised of goods on their way in step with what they still wait for."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.promised import promised
from dinghuo.inventory.rules.incoming import Pledge, promised_day
from dinghuo.inventory.steps.lock_incoming import lock_incoming
from dinghuo.inventory.steps.write_promises import write_promises
from dinghuo.ordering.models import OrderLine


def align_promises(actor: Actor, lines: Sequence[OrderLine]) -> None:
    """Take back what a line needs no more, the latest first, and promise what it waits for as far as there is any.

    The caller holds the orders' locks, and has settled quantities and stock. No statement where nothing waits. The day
    by which a supply covers all that waits is the line's promised day; one that the seller gave stands where none does.
    """
    concerned = [line for line in lines if line.stocked and line.waiting != line.promised]
    if not concerned:
        return
    pool = lock_incoming(actor, {(line.variant_id, line.seller_id) for line in concerned})
    before = promised(actor, [line.id for line in concerned if line.promised])
    written: list[Pledge] = []
    for line in concerned:
        kept = before.get(line.id, [])
        if line.promised > line.waiting:
            changes = _taken_back(line, kept)
        else:
            changes = pool.pledge(line.id, line.variant_id, line.seller_id, line.waiting - line.promised)
        written += changes
        set_promised(line, merged(kept, changes))
    write_promises(actor, written)
    OrderLine.objects.bulk_update(concerned, ["promised", "promised_date"])


def set_promised(line: OrderLine, pledges: Sequence[Pledge]) -> None:
    """Note with the line what it is promised, and by when; the caller saves it."""
    day = promised_day(pledges, line.waiting)
    if day or (line.promised and line.waiting):
        line.promised_date = day
    line.promised = sum((each.quantity for each in pledges), Decimal(0))


def merged(pledges: Sequence[Pledge], changes: Sequence[Pledge]) -> list[Pledge]:
    """What is promised after these changes."""
    found: dict[object, Pledge] = {}
    for each in (*pledges, *changes):
        known = found.get(each.supply_id)
        found[each.supply_id] = replace(known, quantity=known.quantity + each.quantity) if known else each
    return [each for each in found.values() if each.quantity]


def _taken_back(line: OrderLine, kept: Sequence[Pledge]) -> list[Pledge]:
    changes, surplus = [], line.promised - line.waiting
    for each in reversed(kept):
        part = min(each.quantity, surplus)
        if part > 0:
            surplus -= part
            changes.append(replace(each, quantity=-part))
    return changes
