"""Lots that are recalled: those of a seller, and those of which a buyer has got some."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import Lot
from dinghuo.inventory.permissions import SEE_STOCK

GOT = beside(__file__, "recalled_goods")
#: More than anybody has at once; the latest first.
MOST = 200


@dataclass(frozen=True, slots=True)
class GotPart:
    """What of a recalled lot came with one shipment, in base units."""

    shipment: str
    order: str
    shipped_at: datetime
    quantity: Decimal


@dataclass(slots=True)
class RecalledGoods:
    """A recalled lot of which a buyer has got some."""

    lot_id: UUID
    buyer_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    lot: str
    expires: date | None
    recalled_at: datetime | None
    why: str
    seller: str
    seller_names: Mapping[str, str]
    parts: list[GotPart] = field(default_factory=list)

    @property
    def quantity(self) -> Decimal:
        """All that came of it."""
        return sum((part.quantity for part in self.parts), Decimal(0))


def recalls(actor: Actor) -> list[Lot]:
    """The actor's recalled lots (the operator's people: everybody's), the latest first, at most MOST. One statement."""
    require(actor, SEE_STOCK)
    rows = Lot.objects.filter(market_id=actor.market_id, recalled_at__isnull=False)
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    return list(rows.select_related("variant__product", "owner").order_by("-recalled_at")[:MOST])


def recalled_goods(actor: Actor) -> list[RecalledGoods]:
    """What the actor's organisation has got of lots that are recalled now, with its shipments. One statement."""
    require(actor, "fulfilment.see_shipments")
    return _got(actor, None, actor.organisation_id)


def customers_of_lot(actor: Actor, lot_id: UUID) -> Sequence[RecalledGoods]:
    """Every buyer who has got of a lot, recalled or not, with shipments: whom to tell. One statement."""
    require(actor, SEE_STOCK)
    return _got(actor, lot_id, None)


def _got(actor: Actor, lot_id: UUID | None, buyer_id: UUID | None) -> list[RecalledGoods]:
    found: dict[tuple[UUID, UUID], RecalledGoods] = {}
    for key, buyer, sku, name, names, *facts in fetch(
        GOT, {"market": actor.market_id, "lot": lot_id, "buyer": buyer_id}
    ):
        unit, lot, expires, recalled_at, why, seller, seller_names, *part = facts
        if (key, buyer) not in found:
            about = (unit, lot, expires, recalled_at, why, seller, json.loads(seller_names))
            found[key, buyer] = RecalledGoods(key, buyer, sku, name, json.loads(names), *about)
        found[key, buyer].parts.append(GotPart(*part))
    return list(found.values())
