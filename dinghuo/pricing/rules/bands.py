"""Whether what follows from a list stays inside the bands below it."""

from collections.abc import Iterable
from decimal import Decimal

#: Least and most per cent of the parent's price; None: no bound on that side.
Bounds = tuple[Decimal | None, Decimal | None]


def is_inside(percent: Decimal, bounds: Iterable[Bounds]) -> bool:
    """Whether so many per cent of the parent's price are inside each of them."""
    return all(
        (least is None or percent >= least) and (most is None or percent <= most) for least, most in bounds
    )


def is_plain(percent: Decimal, *others: Decimal | None) -> bool:
    """Whether a formula is a percentage and nothing else: only then it stays in a band whatever the price."""
    return percent > 0 and not any(others)
