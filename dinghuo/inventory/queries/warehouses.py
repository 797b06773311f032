"""The places where stock lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.organisations.rules import regions


@dataclass(frozen=True, slots=True)
class WarehouseLine:
    """A warehouse; goods are taken from the lowest priority first."""

    id: UUID
    key: str
    name: str
    names: Mapping[str, str]
    owner_id: UUID
    owner: str
    priority: int
    is_active: bool
    kind: str
    has_bins: bool
    region_code: str = ""

    @property
    def region(self) -> str:
        """Where it lies as people write it; empty where nobody has told it."""
        found = regions.region(self.region_code)
        return found.name if found else ""


def warehouses(actor: Actor, owner_id: UUID | None = None) -> list[WarehouseLine]:
    """The actor's own warehouses; who sees the whole market sees all, or one owner's. One statement."""
    require(actor, SEE_STOCK)
    rows = Warehouse.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    elif owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    found = rows.order_by("owner__name", "priority", "key").values_list(
        "id",
        "key",
        "name",
        "names",
        "owner_id",
        "owner__name",
        "priority",
        "is_active",
        "kind",
        "has_bins",
        "region_code",
    )
    return [WarehouseLine(*row) for row in found]
