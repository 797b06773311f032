"""What the lines of a cart want of stock together."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.queries.cart_kits import parts_of

ZERO = Decimal(0)


def wanted_of(lines: Iterable[CartLine], goods: Mapping[str, Goods]) -> dict[tuple[UUID, UUID], Decimal]:
    """Base units of each article over all its lines: two units of one article, and kits of it, draw on one stock."""
    wanted: dict[tuple[UUID, UUID], Decimal] = {}
    for line in lines:
        found = goods.get(line.variant.sku)
        for part, _goods in parts_of(line, found):
            key = (part.variant_id, line.seller_id)
            wanted[key] = wanted.get(key, ZERO) + part.quantity
        if found and not found.kit and line.unit in found.factors:
            key = (line.variant_id, line.seller_id)
            wanted[key] = wanted.get(key, ZERO) + line.quantity * found.factors[line.unit]
    return wanted
