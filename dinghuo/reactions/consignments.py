"""Who hears of agreements on consigned goods."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import organisation
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_other_house(actor: Actor, event: EventRow) -> None:
    """Tell the other house's people who agree on such things."""
    other = UUID(event.data["to"])
    parts = organisation(actor, other).parts
    door = next((part for part in ("supplier", "branch") if part in parts), "operator")
    notify(
        event.market_id,
        other,
        "inventory.propose_consignment",
        event.kind,
        {"who": event.data["house"], "number": event.subject_number, "why": event.why},
        write,
        link=f"/{door}/consignments/{event.subject_number}",
        event_id=event.id,
    )
