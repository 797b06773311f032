"""Keeps a seller's answer to whole units, as far as they can't be divided."""

from collections.abc import Iterable
from decimal import Decimal

from dinghuo.catalogue.queries.base_decimals import base_decimals
from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import is_whole
from dinghuo.ordering.models import OrderLine


def check_divided(actor: Actor, faults: Faults, parts: Iterable[tuple[str, OrderLine, Decimal]]) -> None:
    """Add a fault at each place where so many base units of a line can't be. One statement.

    A line that was ordered in parts, before its unit was said to come whole only, is answered in parts.
    """
    broken = [(at, line, quantity) for at, line, quantity in parts if not is_whole(quantity)]
    if not broken:
        return
    decimals = base_decimals(actor, [line.variant_id for _, line, _ in broken])
    for at, line, quantity in broken:
        most = decimals.get(line.variant_id, 0)
        if not is_whole(quantity, most) and is_whole(line.ordered, most):
            faults.add(at, "divided", divided_words(line.base_unit, most))
