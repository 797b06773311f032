"""From which lots goods that were accepted are, as far as the seller's paper tells."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

#: A lot, until when it is good, and how much of it, in base units.
Part = tuple[str, date | None, Decimal]


def lots_of(
    lot: str, expires: date | None, taken: Sequence[Mapping[str, str | None]], accepted: Decimal
) -> list[Part]:
    """What the paper states on the line; else what the seller's book took, in its order; the rest is of no lot.

    Without a name a date names nothing: two deliveries with different dates would become one lot.
    """
    if lot:
        return [(lot, expires, accepted)]
    parts: list[Part] = []
    for each in taken:
        part = min(Decimal(each["quantity"] or 0), accepted)
        if part > 0 and each.get("lot"):
            day = each.get("expires")
            until = date.fromisoformat(day) if day else None
            parts.append((str(each["lot"]), until, part))
            accepted -= part
    return [*parts, ("", None, accepted)] if accepted else parts
