"""The kit that a line is a part of, and what of a kit's price falls to each part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Protocol
from uuid import UUID

from dinghuo.foundation.money import split_amount
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.rules.amounts import LineAmounts, line_amounts


@dataclass(frozen=True)
class KitOf:
    """A kit as it is ordered: `quantity` of `unit`; minimum and multiple in its base units. `by_parts`: it costs what
    its parts cost; else its price is shared out to them. `optional`: the part came along because the buyer asked for
    it, and costs what it costs alone, unless a person gave a price for all of the kit (`given`)."""

    id: UUID
    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    base_unit: str
    quantity: Decimal
    base_quantity: Decimal
    by_parts: bool
    minimum: Decimal
    multiple: Decimal
    governed: bool
    given: bool = False
    optional: bool = False

    @property
    def shared(self) -> bool:
        """Whether the part has a share of the kit's price instead of a price of its own."""
        return self.given or not (self.by_parts or self.optional)

    @property
    def kept(self) -> dict[str, Any]:
        """What its lines keep of it."""
        return {
            "id": str(self.id),
            "variant": str(self.variant_id),
            "sku": self.sku,
            "name": self.name,
            "names": dict(self.names),
            "unit": self.unit,
            "quantity": plain(self.quantity),
            "pricing": "parts" if self.by_parts else "whole",
            **({"optional": True} if self.optional else {}),
        }


@dataclass(frozen=True)
class Weighed:
    """A part to which a share falls: how much there is of it, what one would cost alone (None: unknown), its tax."""

    quantity: Decimal
    price: Decimal | None
    tax_rate: Decimal


class Needed(Protocol):
    """A part as far as stock is concerned: `quantity` base units in one base unit of the kit."""

    @property
    def variant_id(self) -> UUID: ...
    @property
    def quantity(self) -> Decimal: ...
    @property
    def stocked(self) -> bool: ...


@dataclass(frozen=True)
class AskedAgain:
    """What a line, or the kit that it is a part of, was ordered as; with the options that came along."""

    variant_id: UUID
    sku: str
    unit: str
    quantity: Decimal
    options: Sequence[str] | None = None


class Ordered(Protocol):
    """A line of an order as far as ordering it again is concerned."""

    variant_id: UUID
    sku: str
    unit: str
    quantity: Decimal
    kit: Any


def as_asked(lines: Iterable[Ordered]) -> list[AskedAgain]:
    """What these lines were ordered as: a kit is one thing, whatever has become of its parts."""
    asked: dict[Any, AskedAgain] = {}
    for i, line in enumerate(lines):
        kit = line.kit
        if kit is None:
            asked[i] = AskedAgain(line.variant_id, line.sku, line.unit, line.quantity)
        else:
            known = asked.get(kit["id"])
            options = (known.options if known else None) or ()
            asked[kit["id"]] = AskedAgain(
                UUID(kit["variant"]),
                kit["sku"],
                kit["unit"],
                Decimal(kit["quantity"]),
                [*options, line.sku] if kit.get("optional") else options,
            )
    return list(asked.values())


def share_kit(
    extended: Decimal, parts: Sequence[Weighed], tax_included: bool, currency: str
) -> list[LineAmounts]:
    """The money of each part: the kit's extended amount by what the parts would cost alone, else by their quantities,
    to the cent by largest remainder; each with tax at its own rate."""
    weights = [part.price * part.quantity for part in parts if part.price is not None]
    if len(weights) < len(parts) or not any(weights):
        weights = [part.quantity for part in parts]
    return [
        line_amounts(share, Decimal(1), Decimal(0), part.tax_rate, tax_included, currency)
        for share, part in zip(split_amount(extended, weights, currency), parts, strict=True)
    ]


def available_kits(
    free: Mapping[tuple[UUID, UUID], Decimal], seller_id: UUID, parts: Sequence[Needed]
) -> Decimal | None:
    """How many whole base units of a kit its parts are enough for; None where none of them has stock."""
    enough = [
        free.get((part.variant_id, seller_id), Decimal(0)) / part.quantity for part in parts if part.stocked
    ]
    return min(enough).to_integral_value(ROUND_FLOOR) if enough else None
