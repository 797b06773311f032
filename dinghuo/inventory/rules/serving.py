"""Who gets how much of what there is: the rule of reserve_stock.sql, for looking ahead without holding anything."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.wants import Want


def served(wants: Sequence[Want], free: Mapping[tuple[UUID, UUID], Decimal]) -> dict[UUID, Decimal]:
    """What each line would get, in base units, of what is free by (variant, seller).

    Lines of one variant take their turns in the order given; each gets all it wants, what is left if it is `partial`,
    else nothing.
    """
    left = dict(free)
    got = {}
    for want in wants:
        key = (want.variant_id, want.seller_id)
        rest = left.get(key, Decimal(0))
        got[want.line_id] = want.quantity if want.quantity <= rest else rest if want.partial else Decimal(0)
        left[key] = rest - got[want.line_id]
    return got
