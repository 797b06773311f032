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
    prices = read_prices(actor, rows, now, faults, path)
    check_overlaps(prices, faults, path)
    return [price for price in prices if price]


def read_prices(
    actor: Actor, rows: Sequence[PriceInput], now: datetime, faults: Faults, path: str = "prices"
) -> list[NewPrice | None]:
    """The same with a place for each row: None for one that is wrong. Rows that contradict each other are all there
    (check_overlaps). One statement."""
    variants = find_variants(actor, [row.sku for row in rows])
    return [_one(row, variants, now, faults, f"{path}.{i}") for i, row in enumerate(rows)]


def check_overlaps(prices: Sequence[NewPrice | None], faults: Faults, path: str) -> None:
    """Two prices of one slot at one time: both are told, each with the number of the other's row, from one on."""
    slots = defaultdict(list)
    for i, price in enumerate(prices):
        if price:
            slots[price.slot].append((price.span.start, i, price))
    for slot in slots.values():
        slot.sort()
        for (_start, i, one), (start, j, _other) in zip(slot, slot[1:], strict=False):
            if one.span.end is None or start < one.span.end:
                for mine, others in ((i, j), (j, i)):
                    told = {"unit": one.unit, "minimum": plain(one.min_quantity), "row": others + 1}
                    faults.add(
                        f"{path}.{mine}.min_quantity",
                        "overlaps",
                        _("Row %(row)s has a price from %(minimum)s %(unit)s for the same time.") % told,
                    )


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
    if row.valid_to is not None and row.valid_from is None and row.valid_to <= now:
        faults.add(f"{at}.valid_to", "past", _("It ends before now. Enter a later end, or none."))
    elif row.valid_to is not None and row.valid_to <= start:
        faults.add(f"{at}.valid_to", "before-start", _("It ends before it begins."))
    if variant is None or len(faults.found) > before:
        return None
    return NewPrice(variant.variant_id, unit, row.min_quantity, Span(row.amount, start, row.valid_to))


def _fits(number: Decimal, most: Decimal) -> bool:
    return number.is_finite() and 0 < number < most and number == round(number, 6)
