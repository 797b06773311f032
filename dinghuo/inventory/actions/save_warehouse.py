"""Opens a warehouse, or changes one."""

import re
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import WarehouseSaved
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.permissions import SAVE_WAREHOUSE
from dinghuo.inventory.states import SHUT_KINDS, WarehouseKind
from dinghuo.organisations.rules import regions

#: The others the program keeps by itself.
OPEN_KINDS = frozenset(kind.value for kind in WarehouseKind if kind not in SHUT_KINDS)
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def save_warehouse(
    actor: Actor,
    key: str,
    name: str,
    names: Mapping[str, str] | None = None,
    owner_id: UUID | None = None,
    priority: int = 0,
    is_active: bool = True,
    kind: str = "",
    has_bins: bool | None = None,
    region: str | None = None,
) -> Warehouse:
    """Save the warehouse with this key; goods are taken from the lowest `priority` first, from active ones only.

    `kind` (states.WarehouseKind), `has_bins` and `region` (where it lies: GB/T 2260, empty: nobody knows) stay as they
    are where they aren't told; a new one is an own one without bins.

    The owner is the actor's organisation; who sees the whole market may name another when it is opened. Raises NotFound
    for somebody else's, and for those that the program keeps by itself.
    """
    require(actor, SAVE_WAREHOUSE)
    with acting(actor):
        _check(key, name, priority, kind, region)
        # Keys are the market's, so that a URL with one is unambiguous.
        found = Warehouse.objects.select_for_update().filter(market_id=actor.market_id, key=key).first()
        owner = (owner_id if actor.scope == "market" else None) or actor.organisation_id
        if found is not None and actor.scope != "market" and found.owner_id != owner:
            raise NotFound(key)
        if found is not None and found.kind in SHUT_KINDS:
            raise NotFound(key)
        if found is None:
            if owner is None:
                raise NotFound("owner")
            found = Warehouse(market_id=actor.market_id, key=key, owner_id=owner)
        place = found
        place.name, place.names = name.strip(), dict(names or {})
        place.priority, place.is_active = priority, is_active
        place.kind = kind or place.kind
        place.has_bins = place.has_bins if has_bins is None else has_bins
        place.region_code = place.region_code if region is None else region
        place.save()
        record(
            actor,
            WarehouseSaved(
                place.id, key, parties=[place.owner_id], data={"is_active": is_active, "kind": place.kind}
            ),
        )
        return place


def _check(key: str, name: str, priority: int, kind: str, region_code: str | None) -> None:
    faults = Faults()
    if not KEY.fullmatch(key):
        faults.add("key", "malformed", _("Use letters, digits, - and _, at most 60."))
    if not name.strip() or len(name) > 120:
        faults.add("name", "required", _("Give it a name of at most 120 characters."))
    if not 0 <= priority < 2**31:
        faults.add("priority", "not-negative", _("Enter zero or more."))
    if kind and kind not in OPEN_KINDS:
        faults.add(
            "kind", "unknown", _("Say whose place it is: one’s own, a branch’s, a supplier’s or a store.")
        )
    if region_code and regions.region(region_code) is None:
        faults.add("region", "unknown", _("There is no such province, city or district."))
    faults.raise_any()
