"""What goods weigh and how much room they take, from the size in their names."""

import re
from decimal import Decimal
from typing import TypedDict

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s?(ml|L|kg|g)\b")
#: Grams in what a size counts: drinks weigh about what they measure.
_GRAMS = {"ml": 1, "L": 1000, "g": 1, "kg": 1000}
#: Bottle, bag and box add something to what is in them.
_TARE, _ROOM, _CARTON = Decimal("1.06"), Decimal("1.15"), Decimal("1.04")


class Sizes(TypedDict, total=False):
    """Of one unit, as far as they are known."""

    weight_grams: Decimal
    volume_cubic_cm: Decimal


def sizes_of(name: str, number: int = 1) -> Sizes:
    """Weight and volume of so many in one pack; neither where the name tells no size."""
    found = _SIZE.search(name)
    if found is None:
        return {}
    content = Decimal(found[1]) * _GRAMS[found[2]] * number * (_CARTON if number > 1 else 1)
    return {
        "weight_grams": (content * _TARE).quantize(Decimal(1)),
        "volume_cubic_cm": (content * _ROOM).quantize(Decimal(1)),
    }
