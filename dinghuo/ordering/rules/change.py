"""Reads the typed actions of a change into values, with every fault."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

KINDS = ("quantity", "date", "address", "add", "remove", "replace")


@dataclass(frozen=True)
class ChangeAction:
    """One action of a change, by its index in the list; which fields are filled depends on the kind."""

    index: int
    kind: str
    line: int | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    sku: str | None = None
    date: datetime.date | None = None
    address_id: UUID | None = None


def read_actions(actions: Sequence[Mapping[str, Any]]) -> tuple[list[ChangeAction], list[tuple[str, str]]]:
    """The actions as values, and faults as (path, code)."""
    read: list[ChangeAction] = []
    faults: list[tuple[str, str]] = []
    for i, raw in enumerate(actions):
        at = f"actions.{i}"
        kind = raw.get("kind")
        if kind not in KINDS:
            faults.append((f"{at}.kind", "unknown"))
            continue
        values: dict[str, Any] = {"index": i, "kind": kind}
        needed = {
            "quantity": ("line", "quantity"),
            "date": ("date",),
            "address": ("address",),
            "add": ("sku", "quantity"),
            "remove": ("line",),
            "replace": ("line", "sku", "quantity"),
        }[kind]
        for name in ("line", "quantity", "unit", "sku", "date", "address"):
            given = raw.get(name)
            if given in (None, ""):
                if name in needed:
                    faults.append((f"{at}.{name}", "required"))
                continue
            try:
                values["address_id" if name == "address" else name] = _READERS[name](given)
            except (ValueError, TypeError, InvalidOperation):
                faults.append((f"{at}.{name}", "malformed"))
        quantity = values.get("quantity")
        if quantity is not None and (quantity < 0 or (quantity == 0 and kind != "quantity")):
            faults.append((f"{at}.quantity", "positive"))
        read.append(ChangeAction(**values))
    return read, faults


def _quantity(given: Any) -> Decimal:
    if isinstance(given, float | bool):
        raise TypeError("a quantity is a decimal string")
    value = Decimal(str(given))
    if not value.is_finite() or abs(value) >= Decimal("1e12"):
        raise ValueError("out of range")
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "line": int,
    "quantity": _quantity,
    "unit": str,
    "sku": str,
    "date": lambda given: datetime.date.fromisoformat(str(given)),
    "address": lambda given: UUID(str(given)),
}
