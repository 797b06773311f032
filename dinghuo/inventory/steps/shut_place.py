"""The places of an owner that the program keeps by itself: what is on its way, and what nobody may have."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.states import WarehouseKind

NAMES = {
    WarehouseKind.TRANSIT: ("在途", {"en": "In transit", "zh-hans": "在途", "zh-hant": "在途"}),
    WarehouseKind.QUARANTINE: ("隔离区", {"en": "Quarantine", "zh-hans": "隔离区", "zh-hant": "隔離區"}),
}


def shut_place(actor: Actor, owner_id: UUID, kind: WarehouseKind) -> Warehouse:
    """The owner's place of this kind, made when it is needed first. Nothing is promised from it: it is never active."""
    name, names = NAMES[kind]
    place, _made = Warehouse.objects.get_or_create(
        market_id=actor.market_id,
        key=f"{kind.value}-{owner_id.hex}",
        defaults={
            "owner_id": owner_id,
            "kind": kind.value,
            "name": name,
            "names": names,
            "is_active": False,
            "priority": 2**31 - 1,
        },
    )
    return place
