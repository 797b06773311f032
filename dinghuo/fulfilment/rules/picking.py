"""Decides what a scan picks: for which lines, of which lot, or why not."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Spot:
    """One lot that lies on the shelf for one line: `room` is still to be picked of it, in base units."""

    line_id: UUID
    variant_id: UUID
    lot: str
    expires: date | None
    room: Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """What to take of which spot (by its place in the list); or a fault: "not-here" (nothing of this article is
    wanted), "wrong-lot", "which-lot" (several are possible), "other-date", "too-many"; with the lots and the most there
    could be."""

    parts: tuple[tuple[int, Decimal], ...] = ()
    fault: str = ""
    lots: tuple[str, ...] = ()
    most: Decimal = ZERO
    expires: date | None = None


def chosen(
    spots: Sequence[Spot],
    left: Mapping[UUID, Decimal],
    variant_ids: Container[UUID],
    quantity: Decimal,
    lot: str = "",
    expires: date | None = None,
) -> Choice:
    """What a scan of so many base units takes; `left` is what of each line may still be picked. `variant_ids`: the
    article, and what was merged into it.

    A code without a lot will do where only one lot is wanted. All of it or nothing.
    """
    wanted = [(i, spot) for i, spot in enumerate(spots) if spot.variant_id in variant_ids]
    if not wanted:
        return Choice(fault="not-here")
    lots = _lots(spot.lot for _i, spot in wanted if spot.room)
    if lot or expires:
        matching = [(i, spot) for i, spot in wanted if _is(spot, lot, expires)]
        if not matching:
            return Choice(fault="wrong-lot", lots=lots or _lots(spot.lot for _i, spot in wanted))
        wanted = matching
    elif len(lots) > 1:
        return Choice(fault="which-lot", lots=lots)
    dated = next(
        (spot.expires for _i, spot in wanted if expires and spot.expires not in (None, expires)), None
    )
    if dated is not None:
        return Choice(fault="other-date", expires=dated)
    return _taken(wanted, left, quantity)


def _is(spot: Spot, lot: str, expires: date | None) -> bool:
    # A date without a lot is a lot of its own, as it came in.
    dated = expires is not None and (spot.expires == expires or spot.lot == expires.isoformat())
    return spot.lot == lot if lot else dated


def _taken(wanted: Sequence[tuple[int, Spot]], left: Mapping[UUID, Decimal], quantity: Decimal) -> Choice:
    rest, still, parts = quantity, dict(left), []
    most = ZERO
    for i, spot in wanted:
        can = min(spot.room, still.get(spot.line_id, ZERO))
        still[spot.line_id] = still.get(spot.line_id, ZERO) - can
        most += can
        if part := min(can, rest):
            parts.append((i, part))
            rest -= part
    return Choice(fault="too-many", most=most) if rest else Choice(tuple(parts), most=most)


def carton_of(line: int, lot: str) -> str:
    """What a carton's label was read for: the line (its position) and the lot."""
    return f"{line} {lot}"


def _lots(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
