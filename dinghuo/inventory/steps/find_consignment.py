"""The agreement under which an owner's goods lie, or come to lie, in another house's warehouse."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Consignment
from dinghuo.inventory.queries.consignments import STOOD


def find_consignment(
    actor: Actor, owner_id: UUID, warehouse_id: UUID, *, lock: bool = False
) -> Consignment | None:
    """The latest one that counts or has counted. With `lock` nobody ends it until the transaction does. One
    statement."""
    rows = Consignment.objects.filter(
        market_id=actor.market_id, owner_id=owner_id, warehouse_id=warehouse_id, state__in=STOOD
    )
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.select_related("owner", "keeper", "category").order_by("-id").first()


def ships_of(actor: Actor, owner_id: UUID, warehouse_ids: Collection[UUID]) -> dict[UUID, str]:
    """By warehouse, who sends off the owner's goods that lie there (states.Ships): the latest agreement says it. One
    statement, none for no warehouse."""
    if not warehouse_ids:
        return {}
    rows = Consignment.objects.filter(
        market_id=actor.market_id,
        owner_id=owner_id,
        warehouse_id__in=list(warehouse_ids),
        state__in=STOOD,
    )
    return dict(rows.order_by("id").values_list("warehouse_id", "ships"))
