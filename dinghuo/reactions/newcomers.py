"""Who hears that a company asks to join."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_operator(actor: Actor, event: EventRow) -> None:
    """Tell the operator's people who admit companies."""
    part = "supplier" if event.data.get("part") == "supplier" else "buyer"
    notify(
        event.market_id,
        operator_of(event.market_id).id,
        "organisations.approve_registration",
        f"registration.{part}",
        {"company": event.subject_number},
        write,
        link=f"/operator/registrations/{event.subject_id}/",
        event_id=event.id,
    )
