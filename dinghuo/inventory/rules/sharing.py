"""Who gets goods that are too few for all who wait: urgent first, then in turn or in proportion, in whole packs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.life import Batch, LifeNeed, first_out, is_fresh, taken_from
from dinghuo.inventory.states import Sharing

ZERO = Decimal(0)
#: Of a customer for whom there is no rule: anything that hasn't expired.
ANY = LifeNeed()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that waits for goods of an article, in base units; it is served in whole packs of `pack` unless what it
    waits for isn't whole packs itself. `reason` is filled in by who decides."""

    line_id: UUID
    variant_id: UUID
    buyer_id: UUID
    quantity: Decimal
    since: datetime
    is_urgent: bool = False
    pack: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Share:
    """What a line gets, and by which rule: "all" (there is enough for everybody), "in_turn" or "proportional"."""

    quantity: Decimal
    rule: str
    place: int
    of: int


def in_turn(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Urgent orders first, then who ordered first."""
    return sorted(waiting, key=lambda each: (not each.is_urgent, each.since, each.line_id))


def shared(waiting: Sequence[Waiting], available: Decimal, rule: Sharing) -> dict[UUID, Share]:
    """What each line gets of one article's available quantity; never more than it waits for or there is in sum."""
    ordered = in_turn(waiting)
    wanted = sum((each.quantity for each in ordered), ZERO)
    if wanted <= available:
        return {
            each.line_id: Share(each.quantity, "all", n + 1, len(ordered)) for n, each in enumerate(ordered)
        }
    given: dict[UUID, Decimal] = {}
    left = available
    for _urgent, several in groupby(ordered, key=lambda each: each.is_urgent):
        group = list(several)
        parts = _proportional(group, left) if rule == Sharing.PROPORTIONAL else _first_come(group, left)
        given |= parts
        left -= sum(parts.values(), ZERO)
    return {
        each.line_id: Share(given[each.line_id], rule.value, n + 1, len(ordered))
        for n, each in enumerate(ordered)
    }


def handed_out(
    waiting: Sequence[Waiting],
    batches: Sequence[Batch],
    rule: Sharing,
    needs: Mapping[UUID, LifeNeed],
    today: date,
    unkept: Sequence[Batch] | None = None,
) -> tuple[list[Hold], dict[UUID, Share]]:
    """Which balance serves which line, and by which rule; `needs`: how fresh goods must be, by buyer.

    What somebody's share can't use, because it isn't fresh enough, goes to the next in turn. `batches` may serve urgent
    orders; `unkept`: what of them others may have, all of it if not told (rules/safety.py).
    """
    left = {batch.stock_id: batch for batch in first_out(batches)}
    others = {each.stock_id: each.free for each in (batches if unkept is None else unkept)}
    urgent = sum((each.quantity for each in waiting if each.is_urgent), ZERO)
    most_urgent = min(urgent, sum((batch.free for batch in batches), ZERO))
    shares = shared(waiting, max(sum(others.values(), ZERO), most_urgent), rule)
    holds: list[Hold] = []
    got = dict.fromkeys(shares, ZERO)
    for most in ({line_id: share.quantity for line_id, share in shares.items()}, None):
        for each in in_turn(waiting):
            wish = (each.quantity if most is None else most[each.line_id]) - got[each.line_id]
            there = [
                b if each.is_urgent else replace(b, free=min(b.free, others[b.stock_id]))
                for b in left.values()
            ]
            fresh = [b for b in there if b.free > 0 and is_fresh(b, needs.get(each.buyer_id, ANY), today)]
            wish = _packs(each, min(wish, sum((batch.free for batch in fresh), ZERO)))
            for stock_id, part in taken_from(fresh, wish).items():
                left[stock_id] = replace(left[stock_id], free=left[stock_id].free - part)
                others[stock_id] = max(others[stock_id] - part, ZERO)
                got[each.line_id] += part
                holds.append(Hold(each.line_id, stock_id, part))
    return holds, {line_id: replace(share, quantity=got[line_id]) for line_id, share in shares.items()}


def _first_come(group: Sequence[Waiting], available: Decimal) -> dict[UUID, Decimal]:
    given, left = {}, available
    for each in group:
        part = _packs(each, min(each.quantity, left))
        given[each.line_id] = part
        left -= part
    return given


def _proportional(group: Sequence[Waiting], available: Decimal) -> dict[UUID, Decimal]:
    """Largest remainder: everybody's share rounded down to packs, then a pack more to whom most is missing."""
    wanted = sum((each.quantity for each in group), ZERO)
    if wanted <= available:
        return {each.line_id: each.quantity for each in group}
    fair = {each.line_id: available * each.quantity / wanted for each in group}
    given = {each.line_id: _packs(each, fair[each.line_id]) for each in group}
    left = available - sum(given.values(), ZERO)
    by_remainder = sorted(group, key=lambda each: given[each.line_id] - fair[each.line_id])
    for each in by_remainder:
        more = min(_pack(each), each.quantity - given[each.line_id])
        if 0 < more <= left:
            given[each.line_id] += more
            left -= more
    return given


def _pack(each: Waiting) -> Decimal:
    return each.pack if each.pack > 0 and each.quantity % each.pack == 0 else Decimal(1)


def _packs(each: Waiting, quantity: Decimal) -> Decimal:
    if quantity >= each.quantity:
        return each.quantity
    return quantity // _pack(each) * _pack(each)
