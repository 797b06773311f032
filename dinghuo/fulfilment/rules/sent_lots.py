"""Of which lots are the goods of a shipment's line: as stated, else as the book of stock took them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SentLot:
    """So much of a lot, in base units; which warehouse it left from doesn't matter to who receives it."""

    lot: str
    expires: date | None
    quantity: Decimal


def sent_lots(
    lot: str, expires: date | None, quantity: Decimal, taken: Iterable[Mapping[str, str]]
) -> list[SentLot]:
    """What is stated is printed on the goods, and is one lot; what the book took is told lot by lot, in its order.
    Goods without a lot and without a day aren't told."""
    if lot or expires:
        return [SentLot(lot, expires, quantity)]
    found: dict[tuple[str, str], Decimal] = {}
    for part in taken:
        key = (part.get("lot") or "", part.get("expires") or "")
        found[key] = found.get(key, Decimal(0)) + Decimal(part["quantity"])
    return [
        SentLot(name, date.fromisoformat(day) if day else None, much)
        for (name, day), much in found.items()
        if name or day
    ]
