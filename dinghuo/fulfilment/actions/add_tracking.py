"""Adds news of a shipment on its way."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.events import TrackingAdded
from dinghuo.fulfilment.models import Shipment, TrackingEvent
from dinghuo.fulfilment.steps.lock_shipment import lock_shipment

PERMISSION = "fulfilment.add_tracking"
#: Clocks of carriers differ; what is later than this is a typing error.
AHEAD = timedelta(days=1)
LONGEST = {"place": 200, "status": 40, "text": 500}


def add_tracking(
    actor: Actor, number: str, status: str, at: datetime | None = None, place: str = "", text: str = ""
) -> Shipment:
    """Note what the carrier reports: when (aware; default now), where, which status
    (states.TrackingStatus), and words.

    The seller's people, the carrier's key or the operator do it. Raises NotAllowed, NotFound, Invalid with
    every fault.
    """
    require(actor, PERMISSION)
    faults = Faults()
    at = at or now()
    if at.tzinfo is None:
        faults.add("at", "zone", _("Give the time with its zone."))
    elif at > now() + AHEAD:
        faults.add("at", "future", _("This is in the future."))
    if not status.strip():
        faults.add("status", "required", _("Say what has happened."))
    for path, value in (("place", place), ("status", status), ("text", text)):
        if len(value) > LONGEST[path]:
            faults.add(
                path, "too-long", _("This has at most %(longest)s characters.") % {"longest": LONGEST[path]}
            )
    with acting(actor):
        found = lock_shipment(actor, number)
        shipment = found.shipment
        if actor.organisation_id != shipment.seller_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        faults.raise_any()
        TrackingEvent.objects.create(
            market_id=shipment.market_id,
            shipment=shipment,
            buyer_id=shipment.buyer_id,
            seller_id=shipment.seller_id,
            at=at,
            place=place.strip(),
            status=status.strip(),
            text=text.strip(),
            person_id=actor.person_id,
            person_name=actor.person_name,
        )
        data = {
            "shipment": shipment.number,
            "shipment_id": str(shipment.id),
            "at": at.isoformat(),
            "place": place.strip(),
            "status": status.strip(),
            "text": text.strip(),
        }
        record(
            actor,
            TrackingAdded(
                shipment.order_id, shipment.order_number, (shipment.buyer_id, shipment.seller_id), data
            ),
        )
        return shipment
