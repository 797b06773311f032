"""What a line keeps of how it got its part of goods that were too few for all."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dinghuo.foundation.quantity import plain
from dinghuo.inventory.rules.sharing import Share

#: It got less than there was for it, because the rest isn't fresh enough for its customer.
FRESH = "fresh"
#: A person decided.
HAND = "hand"


@dataclass(frozen=True, slots=True)
class ByHand:
    """Who decided, and why."""

    person: str
    why: str


def sharing_note(share: Share, wanted: Decimal, decided: ByHand | None = None) -> dict[str, Any]:
    """The note, empty where there was enough for everybody; quantities in base units.

    `there` and `asked` are what there was in all and what all asked for together: only the seller may read them.
    """
    rule = FRESH if share.rule == "all" and share.quantity < wanted else share.rule
    if rule == "all":
        return {}
    note: dict[str, Any] = {
        "rule": rule,
        "quantity": plain(share.quantity),
        "wanted": plain(wanted),
        "place": share.place,
        "of": share.of,
        "there": plain(share.there),
        "asked": plain(share.asked),
    }
    if rule == HAND and decided is not None:
        note |= {"by": decided.person, "why": decided.why}
    return note


def hand_note(quantity: Decimal, wanted: Decimal, decided: ByHand, gave: bool = False) -> dict[str, Any]:
    """The note of a line that was given goods of another one's by hand, or `gave` its own."""
    return {
        "rule": "gave" if gave else HAND,
        "quantity": plain(quantity),
        "wanted": plain(wanted),
        "by": decided.person,
        "why": decided.why,
    }
