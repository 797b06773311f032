"""Says that nothing more comes of goods on their way."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import SupplyCancelled
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.states import IncomingState
from dinghuo.inventory.steps.lock_pool import lock_pool
from dinghuo.ordering.permissions import SAVE_SUPPLY
from dinghuo.ordering.steps.find_supply import find_supply, refuse_bought, still_open, supply_paper
from dinghuo.ordering.steps.lock_waiting import lock_waiting
from dinghuo.ordering.steps.settle_waiting import settle_waiting


def cancel_supply(actor: Actor, supply_id: UUID, why: str = "") -> IncomingSupply:
    """Close it; who was promised the rest is promised something else, if anything, and told. What has come stays.

    Raises NotFound, SupplyOfOrder, SupplyClosed.
    """
    require(actor, SAVE_SUPPLY)
    with acting(actor):
        known = find_supply(actor, supply_id)
        refuse_bought(actor, known)
        found = lock_waiting(actor, known.owner_id, {known.variant_id})
        pool = lock_pool(actor, known.owner_id, {known.variant_id})
        supply = still_open(pool, known)
        supply.state = (IncomingState.RECEIVED if supply.received else IncomingState.CANCELLED).value
        data = {"received": plain(supply.received), "quantity": plain(supply.quantity)}
        record(actor, SupplyCancelled(supply.id, supply.reference, parties=[supply.owner_id], data=data), why)
        settle_waiting(actor, supply.owner_id, found, pool, supply_paper(supply), why)
        return supply
