"""Ends an agreement on consigned goods, or takes a proposal back."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import ConsignmentEnded
from dinghuo.inventory.models import Consignment
from dinghuo.inventory.permissions import PROPOSE_CONSIGNMENT
from dinghuo.inventory.states import ConsignmentState
from dinghuo.inventory.steps.lock_consignment import lock_consignment
from dinghuo.inventory.steps.tell_of_consignment import tell_of_consignment


def end_consignment(actor: Actor, number: str, why: str = "") -> Consignment:
    """End it from now on, by either house: nothing more comes in, nor is taken. What lies there stays its owner's; it
    is counted, sold and sent back as before. Raises NotFound for one of others, ConsignmentClosed for what has
    ended."""
    require(actor, PROPOSE_CONSIGNMENT)
    with acting(actor):
        row = lock_consignment(actor, number, ConsignmentState.ENDED)
        row.state, row.why = ConsignmentState.ENDED.value, why.strip()[:200]
        row.ended_by_name, row.ended_at = actor.person_name, now()
        row.save()
        tell_of_consignment(actor, row, ConsignmentEnded, why)
        return row
