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
    waits for isn't whole packs itself. `by_hand`: what somebody decided that it gets, whatever the rule says."""

    line_id: UUID
    variant_id: UUID
    buyer_id: UUID
    quantity: Decimal
    since: datetime
    is_urgent: bool = False
    pack: Decimal = Decimal(1)
    by_hand: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What a line gets, and by which rule: "all" (there is enough for everybody), "in_turn", "proportional" or "hand";
    `there` was so much for all who wait, who `asked` for so much together."""

    quantity: Decimal
    rule: str
    place: int
    of: int
    there: Decimal = ZERO
    asked: Decimal = ZERO


def in_turn(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Urgent orders first, then who ordered first."""
    return sorted(waiting, key=lambda each: (not each.is_urgent, each.since, each.line_id))


def shared(waiting: Sequence[Waiting], available: Decimal, rule: Sharing) -> dict[UUID, Share]:
    """What each line gets of one article's available quantity; never more than it waits for or there is in sum.

    What was decided by hand comes first; the rule shares out what that leaves.
    """
    ordered = in_turn(waiting)
    asked = sum((each.quantity for each in ordered), ZERO)
    given, left = _by_hand(ordered, available)
    others = [each for each in ordered if each.by_hand is None]
    enough = sum((each.quantity for each in others), ZERO) <= left
    if enough:
        given |= {each.line_id: each.quantity for each in others}
    else:
        for _urgent, several in groupby(others, key=lambda each: each.is_urgent):
            group = list(several)
            parts = _proportional(group, left) if rule == Sharing.PROPORTIONAL else _first_come(group, left)
            given |= parts
            left -= sum(parts.values(), ZERO)
    by_rule = "all" if enough else rule.value
    return {
        each.line_id: Share(
            given[each.line_id],
            by_rule if each.by_hand is None else "hand",
            n + 1,
            len(ordered),
            available,
            asked,
        )
        for n, each in enumerate(ordered)
    }


def handed_out(
    waiting: Sequence[Waiting],
    batches: Sequence[Batch],
    rule: Sharing,
    needs: Mapping[UUID, LifeNeed],
    today: date,
    unkept: Sequence[Batch] | None = None,
    holds: Sequence[Hold] = (),
) -> tuple[list[Hold], dict[UUID, Share]]:
    """Which balance serves which line, and by which rule; `needs`: how fresh goods must be, by buyer.

    What somebody's share can't use, because it isn't fresh enough, goes to the next in turn. `batches` may serve urgent
    orders; `unkept`: what of them others may have, all of it if not told (rules/safety.py). `holds`: what lines hold of
    the batches now, which are shared out with it: as far as its share reaches and it is fresh enough, a line keeps it.
    """
    left = {batch.stock_id: batch for batch in first_out(batches)}
    others = {each.stock_id: each.free for each in (batches if unkept is None else unkept)}
    urgent = sum((each.quantity for each in waiting if each.is_urgent), ZERO)
    most_urgent = min(urgent, sum((batch.free for batch in batches), ZERO))
    shares = shared(waiting, max(sum(others.values(), ZERO), most_urgent), rule)
    limits = {line_id: share.quantity for line_id, share in shares.items()}
    wishes = {
        each.line_id: each.quantity if each.by_hand is None else limits[each.line_id] for each in waiting
    }
    own = {(hold.line_id, hold.stock_id): hold.quantity for hold in holds}
    given: dict[tuple[UUID, UUID], Decimal] = {}
    got = dict.fromkeys(shares, ZERO)
    for most, keeping in ((limits, True), (limits, False), (wishes, False)):
        for each in in_turn(waiting):
            there = [
                b if each.is_urgent else replace(b, free=min(b.free, others[b.stock_id]))
                for b in left.values()
            ]
            if keeping:
                there = [
                    replace(b, free=min(b.free, own.get((each.line_id, b.stock_id), ZERO))) for b in there
                ]
            fresh = [b for b in there if b.free > 0 and is_fresh(b, needs.get(each.buyer_id, ANY), today)]
            had = got[each.line_id]
            most_now = min(most[each.line_id], had + sum((batch.free for batch in fresh), ZERO))
            for stock_id, part in taken_from(fresh, _packs(each, most_now) - had).items():
                left[stock_id] = replace(left[stock_id], free=left[stock_id].free - part)
                others[stock_id] = max(others[stock_id] - part, ZERO)
                got[each.line_id] += part
                given[each.line_id, stock_id] = given.get((each.line_id, stock_id), ZERO) + part
    found = [Hold(*key, quantity) for key, quantity in given.items()]
    return found, {line_id: replace(share, quantity=got[line_id]) for line_id, share in shares.items()}


def _by_hand(ordered: Sequence[Waiting], available: Decimal) -> tuple[dict[UUID, Decimal], Decimal]:
    """What was decided by hand, as far as it reaches, and what it leaves."""
    given, left = {}, available
    for each in ordered:
        if each.by_hand is not None:
            given[each.line_id] = min(each.by_hand, each.quantity, left)
            left -= given[each.line_id]
    return given, left


def _first_come(group: Sequence[Waiting], available: Decimal) -> dict[UUID, Decimal]:
    given, left = {}, available
    for each in group:
        part = _packs(each, min(each.quantity, left))
        given[each.line_id] = part
        left -= part
    return given


def _proportional(group: Sequence[Waiting], available: Decimal) -> dict[UUID, Decimal]:
    """Largest remainder: everybody's share rounded down to packs, then a pack more to whom most is missing. What is too
    little for a pack of theirs goes, in turn, to who can use it."""
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
    for each in group:
        more = _packs(each, min(each.quantity, given[each.line_id] + left)) - given[each.line_id]
        given[each.line_id] += more
        left -= more
    return given


def _pack(each: Waiting) -> Decimal:
    return each.pack if each.pack > 0 and each.quantity % each.pack == 0 else Decimal(1)


def _packs(each: Waiting, quantity: Decimal) -> Decimal:
    """As much of it as comes in whole packs; a person may divide them."""
    if quantity >= each.quantity:
        return each.quantity
    if each.by_hand is not None:
        return quantity
    return quantity // _pack(each) * _pack(each)
