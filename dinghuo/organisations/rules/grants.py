"""Adds up what a member's roles and single grants allow."""

from collections.abc import Iterable
from decimal import Decimal

Grant = tuple[str, Decimal | None]


def grants_of(of_roles: Iterable[Grant], own: Iterable[Grant]) -> dict[str, Decimal | None]:
    """Permissions with their limits, None for no limit.

    Of several roles the most generous limit counts. A single grant stands in for the roles,
    whether it gives more or less.
    """
    found: dict[str, Decimal | None] = {}
    for permission, limit in of_roles:
        if permission in found:
            found[permission] = _larger(found[permission], limit)
        else:
            found[permission] = limit
    found.update(own)
    return found


def _larger(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else max(one, other)
