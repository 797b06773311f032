"""What an order costs for being small, fee by fee, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated


@dataclass(frozen=True, slots=True)
class ToldFee:
    """A fee with what it is for, tax included."""

    words: str
    amount: Decimal


def told_fees(kept: Iterable[Mapping[str, Any]], currency: str) -> list[ToldFee]:
    """The fees as they are kept with an order (ordering/rules/minimums.py)."""
    return [ToldFee(_words(each, currency), Decimal(each["amount"])) for each in kept]


def _words(kept: Mapping[str, Any], currency: str) -> str:
    note = translated(kept["note"], kept["notes"])
    if kept.get("sku"):
        told = _("%(sku)s: %(ordered)s of at least %(least)s %(unit)s") % {
            "sku": kept["sku"],
            "ordered": formats.number(Decimal(kept["total"])),
            "least": formats.number(Decimal(kept["threshold"])),
            "unit": kept["unit"],
        }
    else:
        parts = formats.money(Decimal(kept["threshold"]), currency)
        least = f"{parts.sign}{parts.symbol}{parts.whole}{parts.decimals}"
        told = _("Goods below %(least)s") % {"least": least}
    return f"{told}. {note}" if note else told
