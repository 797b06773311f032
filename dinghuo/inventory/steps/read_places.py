"""Reads where a document of stock is about, where its goods go, whose they are and who keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.inventory.models import Consignment, Warehouse
from dinghuo.inventory.queries.consignments import STOOD
from dinghuo.inventory.rules.document_lines import DocumentEntry
from dinghuo.inventory.states import ConsignmentState, StockDocumentKind
from dinghuo.inventory.steps.own_warehouses import own_warehouses


@dataclass(frozen=True, slots=True)
class Places:
    """`owner_id`: whose goods; `keeper_id`: who keeps them, or will, where that is another house."""

    place: Warehouse | None = None
    target: Warehouse | None = None
    owner_id: UUID | None = None
    keeper_id: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What a document keeps of it."""
        houses = {"owner_id": self.owner_id, "keeper_id": self.keeper_id}
        return {**houses, "warehouse": self.place, "target": self.target}


def read_places(actor: Actor, entry: DocumentEntry, kind: StockDocumentKind, faults: Faults) -> Places:
    """Faults are collected; then `place` may be None. One statement, up to three for others' goods and for what goes to
    another house."""
    places = own_warehouses(actor)
    place = places.get(entry.warehouse) if entry.warehouse else next(iter(places.values()), None)
    if place is None:
        faults.add("warehouse", "unknown", _("You have no such warehouse."))
        return Places()
    owner_id = _owner(actor, entry, kind, place, faults)
    target = _target(actor, entry, kind, place, owner_id, places, faults)
    # A transfer is between two houses at most: the other one is who keeps the goods, here or there.
    houses = {place.owner_id, target.owner_id if target else place.owner_id} - {owner_id}
    if len(houses) > 1:
        faults.add("target", "foreign", _("Goods go from one keeper to another by way of their owner."))
    return Places(place, target, owner_id, next(iter(houses), None))


def _owner(
    actor: Actor, entry: DocumentEntry, kind: StockDocumentKind, place: Warehouse, faults: Faults
) -> UUID:
    own: UUID = place.owner_id
    owner_id = _consigned(actor, entry, place, faults) if entry.owner else own
    if kind == StockDocumentKind.TAKING and owner_id == own:
        faults.add("owner", "required", _("Say whose goods you take."))
    return owner_id


def _consigned(actor: Actor, entry: DocumentEntry, place: Warehouse, faults: Faults) -> UUID:
    rows = Consignment.objects.filter(
        market_id=actor.market_id,
        warehouse=place,
        owner__code=entry.owner.replace("\0", ""),
        state__in=STOOD,
    )
    owner_id = rows.order_by("-id").values_list("owner_id", flat=True).first()
    if owner_id is None and entry.owner != place.owner.code:
        words = _("No agreement lets goods of %(code)s lie in this warehouse.")
        faults.add("owner", "unknown", words % {"code": entry.owner[:40]})
    return owner_id or place.owner_id


def _target(
    actor: Actor,
    entry: DocumentEntry,
    kind: StockDocumentKind,
    place: Warehouse,
    owner_id: UUID,
    places: Mapping[str, Warehouse],
    faults: Faults,
) -> Warehouse | None:
    if kind != StockDocumentKind.TRANSFER:
        if entry.target:
            faults.add("target", "needless", _("Only a transfer goes somewhere."))
        return None
    target = places.get(entry.target) or _elsewhere(actor, entry.target, owner_id)
    if target is None:
        faults.add("target", "unknown", _("You have no such warehouse."))
    elif target.id == place.id:
        faults.add("target", "same", _("Goods can't be sent to where they are."))
    elif target.owner_id != owner_id and not _may_lie(actor, target, owner_id):
        words = _("Goods go between warehouses of one company, or where an agreement lets them lie.")
        faults.add("target", "foreign", words)
    return target


def _elsewhere(actor: Actor, key: str, owner_id: UUID) -> Warehouse | None:
    """A place of the goods' owner, or one where an agreement lets them lie."""
    rows = Warehouse.objects.filter(market_id=actor.market_id, key=key.replace("\0", ""), is_active=True)
    found = rows.first()
    if found is None or found.owner_id == owner_id or _may_lie(actor, found, owner_id):
        return found
    return None


def _may_lie(actor: Actor, place: Warehouse, owner_id: UUID) -> bool:
    rows = Consignment.objects.filter(market_id=actor.market_id, warehouse=place, owner_id=owner_id)
    return rows.filter(state=ConsignmentState.ACTIVE.value).exists()
