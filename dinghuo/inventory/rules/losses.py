"""What goods are worth that are gained or lost."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID


def value_of(moved: Iterable[tuple[UUID, Decimal]], costs: Mapping[UUID, Decimal]) -> Decimal | None:
    """The cost of what is moved (variant, base units), more or less alike; None where the cost of one isn't known."""
    total = Decimal(0)
    for variant_id, quantity in moved:
        if variant_id not in costs:
            return None
        total += abs(quantity) * costs[variant_id]
    return total.quantize(Decimal("0.0001"))
