"""Says that goods on their way come on another day, or more or fewer of them."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import IncomingSupply
from dinghuo.inventory.steps.lock_pool import lock_pool
from dinghuo.ordering.permissions import SAVE_SUPPLY
from dinghuo.ordering.rules.supply_entry import SupplyChange
from dinghuo.ordering.steps.check_day import check_day
from dinghuo.ordering.steps.check_supply import announce_supply, check_quantity
from dinghuo.ordering.steps.find_supply import find_supply, refuse_bought, still_open, supply_paper
from dinghuo.ordering.steps.lock_waiting import lock_waiting
from dinghuo.ordering.steps.settle_waiting import settle_waiting

__all__ = ["SupplyChange", "change_supply"]


def change_supply(actor: Actor, supply_id: UUID, change: SupplyChange, why: str = "") -> IncomingSupply:
    """Change the day, the quantity or the pre-sale of goods on their way; who waits is promised anew, and told.

    Raises NotFound, SupplyOfOrder, SupplyClosed, and Invalid with every fault: less than has come already can't come.
    """
    require(actor, SAVE_SUPPLY)
    with acting(actor):
        known = find_supply(actor, supply_id)
        if (change.quantity or known.quantity, change.expected or known.expected) != (
            known.quantity,
            known.expected,
        ):
            refuse_bought(actor, known)
        found = lock_waiting(actor, known.owner_id, {known.variant_id})
        pool = lock_pool(actor, known.owner_id, {known.variant_id})
        supply = still_open(pool, known)
        _check(actor, supply, change)
        supply.quantity = change.quantity if change.quantity is not None else supply.quantity
        supply.expected = change.expected or supply.expected
        supply.presale = supply.presale if change.presale is None else change.presale
        announce_supply(actor, supply, why)
        settle_waiting(actor, supply.owner_id, found, pool, supply_paper(supply), why)
        return supply


def _check(actor: Actor, supply: IncomingSupply, change: SupplyChange) -> None:
    faults = Faults()
    if change.expected != supply.expected:
        check_day(actor, faults, "expected", change.expected)
    if change.quantity is not None:
        check_quantity(faults, change.quantity)
        if change.quantity.is_finite() and 0 < change.quantity <= supply.received:
            words = _("%(received)s have come already. Close it instead, if nothing more comes.")
            faults.add("quantity", "received", words % {"received": plain(supply.received)})
    faults.raise_any()
