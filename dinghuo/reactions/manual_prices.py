"""Who hears of a price that waits for somebody's word, and of what became of it."""

from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_approvers(actor: Actor, event: EventRow) -> None:
    """Tell the seller's people who may agree to it."""
    seller_id = UUID(event.data["seller"])
    link = f"/{event.data['door']}/manual-prices/{event.subject_number}"
    notify(
        event.market_id, seller_id, "pricing.approve_price", event.kind, _data(event), write, link, event.id
    )


def tell_asker(actor: Actor, event: EventRow) -> None:
    """Tell those who give prices in the house that asked, where it was decided on."""
    if not event.data["decided"]:
        return
    house_id = UUID(event.data["house"])
    door = "operator" if house_id == operator_of(event.market_id).id else event.data["door"]
    link = f"/{door}/manual-prices/{event.subject_number}"
    notify(event.market_id, house_id, "pricing.give_price", event.kind, _data(event), write, link, event.id)


def _data(event: EventRow) -> dict[str, Any]:
    data = event.data
    return {
        "number": event.subject_number,
        "who": data["who"],
        "text": f"{data['sku']} {data['amount']} {data['currency']}/{data['unit']}",
        "buyer": data["buyer_name"],
        "buyer_names": data["buyer_names"],
        "why": event.why,
    }
