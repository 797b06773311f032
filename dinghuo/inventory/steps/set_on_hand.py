"""Sets balances to what was counted, and makes those that aren't there yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.steps.settle_lots import LotFacts, settle_lots

OPEN = beside(__file__, "open_balances")
SET = beside(__file__)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found of a balance, in base units."""

    warehouse_id: UUID
    owner_id: UUID
    variant_id: UUID
    lot: str
    expires: date | None
    on_hand: Decimal
    made: date | None = None
    supplier_lot: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What the balance at a position of the count was before, under the count's lock."""

    position: int
    stock_id: UUID
    on_hand: Decimal
    reserved: Decimal
    expires: date | None


def open_balances(actor: Actor, counts: Sequence[Counted]) -> Mapping[int, LotFacts]:
    """Make the balances that aren't there yet, at zero, and write down their lots. Two statements.

    Returns what is known of the lots, by position.
    """
    lots = settle_lots(actor, counts)
    expires = [lots[i].expires if i in lots else count.expires for i, count in enumerate(counts)]
    recalled = [i in lots and lots[i].recalled_at is not None for i in range(len(counts))]
    columns = {**_columns(counts), "expires": expires, "recalled": recalled}
    fetch(OPEN, {"market": actor.market_id, "ids": [new_id() for _ in counts], **columns})
    return lots


def set_on_hand(actor: Actor, counts: Sequence[Counted]) -> list[Before]:
    """Set each balance; the caller writes what changed (`write_counts`). A balance is counted once in a call. Three
    statements.

    Where the count is below what is reserved, or the lot has another expiry date, nothing is set: the caller compares
    with what is returned and refuses, which undoes the rest.
    """
    lots = open_balances(actor, counts)
    columns = {"on_hand": [count.on_hand for count in counts], **_columns(counts)}
    rows = fetch(SET, {"market": actor.market_id, **columns})
    # A lot's date may be known from another place.
    return [
        Before(position, stock_id, on_hand, reserved, lots[position].expires if position in lots else expires)
        for position, stock_id, on_hand, reserved, expires in rows
    ]


def _columns(counts: Sequence[Counted]) -> dict[str, list]:
    return {
        "warehouses": [count.warehouse_id for count in counts],
        "variants": [count.variant_id for count in counts],
        "owners": [count.owner_id for count in counts],
        "lots": [count.lot for count in counts],
        "expires": [count.expires for count in counts],
    }
