"""What is asked of every quantity on its way, and how a change of it is announced."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.inventory.events import SupplySaved
from dinghuo.inventory.models import IncomingSupply

MOST = Decimal(10) ** 9


def check_quantity(faults: Faults, quantity: Decimal) -> None:
    """Add a fault where so many base units can't come."""
    if not quantity.is_finite() or not 0 < quantity < MOST or quantity != round(quantity, 6):
        faults.add("quantity", "positive", _("Enter more than zero, with at most six decimals."))


def announce_supply(actor: Actor, supply: IncomingSupply, why: str = "") -> None:
    """Record what is known of it now; its owner may know."""
    data = {
        "expected": supply.expected.isoformat(),
        "quantity": plain(supply.quantity),
        "received": plain(supply.received),
    }
    record(actor, SupplySaved(supply.id, supply.reference, parties=[supply.owner_id], data=data), why)
