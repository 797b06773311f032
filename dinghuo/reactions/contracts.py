"""Who hears that a contract was signed, and that one ends."""

from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.queries.representatives import representatives_of
from dinghuo.organisations.steps.notify import notify, notify_people
from dinghuo.reactions.words import write


def tell_buyer(actor: Actor, event: EventRow) -> None:
    """Tell the buyer's people who see contracts."""
    link = f"/company/contracts/{event.subject_number}/"
    buyer_id = UUID(event.data["buyer"])
    notify(
        event.market_id, buyer_id, "pricing.see_contracts", event.kind, _data(event), write, link, event.id
    )


def tell_of_end(actor: Actor, event: EventRow) -> None:
    """Tell the seller's people who write contracts, and whoever looks after the buyer."""
    seller_id, data = UUID(event.data["seller"]), _data(event)
    operator = operator_of(event.market_id).id
    link = f"/{event.data['door']}/contracts/{event.subject_number}"
    notify(event.market_id, seller_id, "pricing.save_contract", event.kind, data, write, link, event.id)
    for person, house_id in representatives_of(event.market_id, UUID(event.data["buyer"])):
        address = f"/operator/contracts/{event.subject_number}" if house_id == operator else link
        notify_people(event.market_id, house_id, [person], event.kind, data, write, address, event.id)


def _data(event: EventRow) -> dict[str, Any]:
    data = event.data
    return {
        "number": event.subject_number,
        "text": data["name"],
        "seller": data["seller_name"],
        "seller_names": data["seller_names"],
        "buyer": data["buyer_name"],
        "buyer_names": data["buyer_names"],
        "until": data["until"],
        "why": event.why,
    }
