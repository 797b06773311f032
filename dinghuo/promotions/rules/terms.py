"""What a promotion asks and what it gives, read from and written to plain JSON with every fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from dinghuo.promotions.states import Benefit

ZERO = Decimal(0)
MOST = Decimal("1e12")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Tier:
    """From `least` spent on, so much off: an amount, or percent of what was spent."""

    least: Decimal
    off: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """So many base units of an article: in a bundle, or as a gift."""

    variant_id: UUID
    units: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """Asked: `least_units` (base units) and `least_amount` of the goods that fit, perhaps a `first_order`.

    Given by `benefit`: `value` is percent off (percent, nth_piece), an amount off (amount), a price for a base unit
    (fixed_price) or for the set (bundle). `every`: again for each time the least is reached (amount, gift). `nth`:
    which piece is cheaper. `most`: no more than this is taken off, or freed of freight.
    """

    benefit: Benefit
    value: Decimal = ZERO
    least_units: Decimal = ZERO
    least_amount: Decimal = ZERO
    first_order: bool = False
    every: bool = False
    nth: int = 0
    most: Decimal | None = None
    parts: Sequence[Part] = ()
    tiers: Sequence[Tier] = ()


def terms_of(said: Mapping[str, Any]) -> Terms:
    """The terms as they were stored."""
    return Terms(
        benefit=Benefit(said["benefit"]),
        value=Decimal(said.get("value", "0")),
        least_units=Decimal(said.get("least_units", "0")),
        least_amount=Decimal(said.get("least_amount", "0")),
        first_order=said.get("first_order", False),
        every=said.get("every", False),
        nth=said.get("nth", 0),
        most=Decimal(said["most"]) if said.get("most") else None,
        parts=[Part(UUID(each["variant"]), Decimal(each["units"])) for each in said.get("parts", ())],
        tiers=[
            Tier(Decimal(each["least"]), Decimal(each["off"]), each.get("percent", False))
            for each in said.get("tiers", ())
        ],
    )


def stored(terms: Terms) -> dict[str, Any]:
    """The terms as plain JSON."""
    return {
        "benefit": terms.benefit.value,
        "value": str(terms.value),
        "least_units": str(terms.least_units),
        "least_amount": str(terms.least_amount),
        "first_order": terms.first_order,
        "every": terms.every,
        "nth": terms.nth,
        "most": None if terms.most is None else str(terms.most),
        "parts": [{"variant": str(each.variant_id), "units": str(each.units)} for each in terms.parts],
        "tiers": [
            {"least": str(each.least), "off": str(each.off), "percent": each.percent} for each in terms.tiers
        ],
    }


def faults_of(terms: Terms) -> list[tuple[str, str]]:
    """What is wrong with terms, as (path, code)."""
    found = [
        (name, "malformed")
        for name in ("value", "least_units", "least_amount", "most")
        if not _sane(getattr(terms, name))
    ]
    if found:
        return found
    wanted = {
        Benefit.PERCENT: ("value", "percent", ZERO < terms.value <= HUNDRED),
        Benefit.AMOUNT: ("value", "positive", terms.value > 0),
        Benefit.FIXED_PRICE: ("value", "positive", terms.value > 0),
        Benefit.NTH_PIECE: ("value", "percent", ZERO < terms.value <= HUNDRED),
        Benefit.BUNDLE: ("value", "positive", terms.value > 0),
        Benefit.GIFT: ("parts", "one-gift", len(terms.parts) == 1),
        Benefit.TIERS: ("tiers", "rising", _rising(terms.tiers)),
        Benefit.FREE_FREIGHT: ("value", "positive", True),
    }
    path, code, holds = wanted[terms.benefit]
    if not holds:
        found.append((path, code))
    if terms.benefit is Benefit.NTH_PIECE and not 2 <= terms.nth <= 1000:
        found.append(("nth", "second-or-later"))
    if terms.benefit is Benefit.BUNDLE and len(terms.parts) < 2:
        found.append(("parts", "two-articles"))
    if any(not _sane(part.units) or part.units <= 0 for part in terms.parts):
        found.append(("parts", "positive"))
    if len({part.variant_id for part in terms.parts}) < len(terms.parts):
        found.append(("parts", "twice"))
    if terms.every and not (terms.least_amount or terms.least_units):
        found.append(("every", "no-least"))
    return found


def read_decimal(given: Any) -> Decimal:
    """A decimal a person typed; not a number where it is none."""
    try:
        return Decimal(str(given).strip() or "0")
    except InvalidOperation:
        return Decimal("NaN")


def _sane(value: Decimal | None) -> bool:
    return value is None or (value.is_finite() and 0 <= value < MOST and value == round(value, 6))


def _rising(tiers: Sequence[Tier]) -> bool:
    if not 1 <= len(tiers) <= 20 or any(not _sane(each.least) or not _sane(each.off) for each in tiers):
        return False
    fair = all(each.off > 0 and each.off <= (HUNDRED if each.percent else each.least) for each in tiers)
    return fair and all(a.least < b.least for a, b in zip(tiers, tiers[1:], strict=False))
