"""What a person decides about goods that are too few for all who ordered them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Decided:
    """How much a line gets, by its order's number and its position, in base units."""

    order: str
    line: int
    quantity: Decimal
