"""Weight and volume as people say them."""

from decimal import Decimal

from dinghuo.catalogue.queries.items import Pack
from dinghuo.foundation import formats

THOUSAND = Decimal(1000)
#: Column: its small unit, and the one of a thousand of these.
UNITS = {"weight_grams": ("g", "kg"), "volume_cubic_cm": ("mL", "L")}


def size_words(name: str, value: Decimal) -> str:
    """620 g, 15.2 kg."""
    small, large = UNITS[name]
    if value < THOUSAND:
        return f"{formats.number(value)}{formats.THIN}{small}"
    return f"{formats.number(value / THOUSAND)}{formats.THIN}{large}"


def pack_sizes(pack: Pack) -> str:
    """Weight and volume of a unit, as far as they are known."""
    told = [(name, getattr(pack, name)) for name in UNITS]
    return " · ".join(size_words(name, value) for name, value in told if value is not None)
