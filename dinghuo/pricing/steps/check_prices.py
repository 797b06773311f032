"""Finds everything that is wrong with prices before they are written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.rules.replace import Span
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.steps.write_prices import NewPrice

MOST_AMOUNT = Decimal(10) ** 12
MOST_QUANTITY = Decimal(10) ** 9


def check_prices(
    actor: Actor, rows: Sequence[PriceInput], now: datetime, faults: Faults, path: str = "prices"
) -> list[NewPrice]:
    """Read the rows into prices and collect the faults of all of them. One statement."""
    return [price for price in read_prices(actor, rows, now, faults, path) if price]


def read_prices(
    actor: Actor, rows: Sequence[PriceInput], now: datetime, faults: Faults, path: str = "prices"
) -> list[NewPrice | None]:
    """The same with a place for each row: None for one that is wrong. Two rows that overlap are both there."""
    variants = find_variants(actor, [row.sku for row in rows])
    prices = [_one(row, variants, now, faults, f"{path}.{i}") for i, row in enumerate(rows)]
    _check_overlaps(prices, faults, path)
    return prices


def _one(
    row: PriceInput, variants: Mapping[str, FoundVariant], now: datetime, faults: Faults, at: str
) -> NewPrice | None:
    before = len(faults.found)
    variant = variants.get(row.sku)
    unit = row.unit or (variant.base_unit if variant else "")
    start = row.valid_from or now
    if variant is None:
        faults.add(f"{at}.sku", "unknown", _("There is no article %s.") % row.sku[:60])
    elif unit not in variant.factors:
        told = {"name": named(variant), "units": ", ".join(variant.factors)}
        faults.add(f"{at}.unit", "unknown", _("%(name)s is sold by %(units)s.") % told)
    if not _fits(row.amount, MOST_AMOUNT):
        faults.add(f"{at}.amount", "positive", _("Enter more than zero, with at most six decimals."))
    if not _fits(row.min_quantity, MOST_QUANTITY):
        faults.add(f"{at}.min_quantity", "positive", _("Enter more than zero, with at most six decimals."))
    if row.valid_to is not None and row.valid_to <= start:
        faults.add(f"{at}.valid_to", "before-start", _("It ends before it begins."))
    if variant is None or len(faults.found) > before:
        return None
    return NewPrice(variant.variant_id, unit, row.min_quantity, Span(row.amount, start, row.valid_to))


def _fits(number: Decimal, most: Decimal) -> bool:
    return number.is_finite() and 0 < number < most and number == round(number, 6)


def _check_overlaps(prices: Sequence[NewPrice | None], faults: Faults, path: str) -> None:
    slots = defaultdict(list)
    for i, price in enumerate(prices):
        if price:
            slots[price.slot].append((price.span.start, i, price))
    for slot in slots.values():
        slot.sort()
        for (_start, _i, one), (start, i, _other) in zip(slot, slot[1:], strict=False):
            if one.span.end is None or start < one.span.end:
                told = {"unit": one.unit, "minimum": plain(one.min_quantity)}
                faults.add(
                    f"{path}.{i}.valid_from",
                    "overlaps",
                    _("There are two prices from %(minimum)s %(unit)s at one time.") % told,
                )
