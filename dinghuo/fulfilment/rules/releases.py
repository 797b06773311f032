"""Who goes without when goods are missing that had been promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.holds import Hold


@dataclass(frozen=True, slots=True)
class Claim:
    """A hold with what decides who keeps it."""

    hold: Hold
    order_id: UUID
    placed_at: datetime
    is_urgent: bool = False


def released(claims: Sequence[Claim], short: Mapping[UUID, Decimal]) -> list[tuple[Claim, Decimal]]:
    """How much of which claim is given up so that each balance (by id) has `short` less reserved.

    Who ordered last goes without first; urgent orders only when nobody else is left (semantics 4.8).
    """
    left = dict(short)
    given = []
    for claim in sorted(claims, key=_first_to_go):
        part = min(left.get(claim.hold.stock_id, Decimal(0)), claim.hold.quantity)
        if part > 0:
            left[claim.hold.stock_id] -= part
            given.append((claim, part))
    return given


def served_first(claims: Sequence[Claim]) -> list[Claim]:
    """Urgent orders first, then who ordered first: the other way round."""
    return sorted(claims, key=_first_to_go, reverse=True)


def _first_to_go(claim: Claim) -> tuple[bool, float, int]:
    return claim.is_urgent, -claim.placed_at.timestamp(), -claim.hold.line_id.int
