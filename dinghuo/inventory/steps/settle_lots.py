"""Gives each lot its one expiry date, wherever its goods lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, fetch

SETTLE = beside(__file__)


class OfLot(Protocol):
    """What names a lot and may know its dates."""

    @property
    def owner_id(self) -> UUID:
        """Whose goods."""

    @property
    def variant_id(self) -> UUID:
        """Of which article."""

    @property
    def lot(self) -> str:
        """Its name, empty for goods without lots."""

    @property
    def expires(self) -> date | None:
        """The last day on which they are good, where it is known."""

    @property
    def made(self) -> date | None:
        """When they were made, where it is known."""

    @property
    def supplier_lot(self) -> str:
        """What the supplier calls the lot, where it is called differently."""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What is known of a lot."""

    expires: date | None
    made: date | None
    recalled_at: datetime | None

    def contradicts(self, told: OfLot) -> bool:
        """True if something else is told of the lot's expiry."""
        return bool(self.expires and told.expires and self.expires != told.expires)


def settle_lots(actor: Actor, told: Sequence[OfLot]) -> dict[int, LotFacts]:
    """Write down new lots; returns what is known of each one's lot, by its position. Goods without lots are missing.

    One statement, none where nothing has a lot. The caller refuses what contradicts, which undoes the rest.
    """
    named = [each for each in told if each.lot]
    if not named:
        return {}
    rows = fetch(
        SETTLE,
        {
            "market": actor.market_id,
            "at": now(),
            "ids": [new_id() for _ in named],
            "owners": [each.owner_id for each in named],
            "variants": [each.variant_id for each in named],
            "lots": [each.lot for each in named],
            "expires": [each.expires for each in named],
            "made": [each.made for each in named],
            "supplier_lots": [each.supplier_lot for each in named],
        },
    )
    facts = {(owner, variant, lot): LotFacts(*rest) for owner, variant, lot, *rest in rows}
    return {i: facts[each.owner_id, each.variant_id, each.lot] for i, each in enumerate(told) if each.lot}
