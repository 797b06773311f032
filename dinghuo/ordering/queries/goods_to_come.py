"""What an organisation waits for from its sellers, and what its customers wait for."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.ordering.permissions import VIEW

TO_COME = beside(__file__)


@dataclass(frozen=True)
class GoodsToCome:
    """In base units: `coming` by (order number, variant), not yet received; `owed` by variant, to customers, beyond
    what is reserved for them."""

    coming: dict[tuple[str, UUID], Decimal] = field(default_factory=dict)
    owed: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def goods_to_come(actor: Actor, organisation_id: UUID) -> GoodsToCome:
    """Of all its open orders, on both sides. One statement."""
    require(actor, VIEW)
    found = GoodsToCome()
    for side, number, variant_id, quantity in fetch(
        TO_COME, {"market": actor.market_id, "organisation": organisation_id}
    ):
        if side == "coming":
            found.coming[number, variant_id] = quantity
        else:
            found.owed[variant_id] = quantity
    return found
