"""Who hears what becomes of a paper, and that one ends."""

from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_licensers(actor: Actor, event: EventRow) -> None:
    """Tell the operator's people who look at papers."""
    notify(
        event.market_id,
        operator_of(event.market_id).id,
        "catalogue.review_qualification",
        event.kind,
        _data(event),
        write,
        link=f"/operator/qualifications/{event.subject_id}/",
        event_id=event.id,
    )


def tell_owner(actor: Actor, event: EventRow) -> None:
    """Tell the owner's people who send in papers, unless they did it themselves."""
    owner_id = UUID(event.data["owner"])
    if event.organisation_id == owner_id:
        return
    notify(
        event.market_id,
        owner_id,
        "catalogue.submit_qualification",
        event.kind,
        _data(event),
        write,
        link=f"/qualifications/{event.subject_id}/",
        event_id=event.id,
    )


def _data(event: EventRow) -> dict[str, Any]:
    data = event.data
    return {
        "paper": data["paper"],
        "paper_names": data["paper_names"],
        "number": data["number"],
        "product": data["product"],
        "until": data["until"],
        "who": event.organisation_name,
        "why": event.why,
    }
