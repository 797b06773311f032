"""Announces what happened to an agreement on consigned goods."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.record import record
from dinghuo.inventory.events import ConsignmentEvent
from dinghuo.inventory.models import Consignment


def tell_of_consignment(actor: Actor, row: Consignment, event: type[ConsignmentEvent], why: str = "") -> None:
    """Record the event for its two parties; `to` is who hears of it."""
    other = row.owner_id if actor.organisation_id == row.keeper_id else row.keeper_id
    data = {
        "number": row.number,
        "house": actor.organisation_name,
        "to": str(other),
        "warehouse": row.warehouse.key,
    }
    record(actor, event(row.id, row.number, [row.keeper_id, row.owner_id], data), why)
