"""Who hears what becomes of a product's version."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of, organisation
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_reviewers(actor: Actor, event: EventRow) -> None:
    """Tell the operator's people who look at products."""
    notify(
        event.market_id,
        operator_of(event.market_id).id,
        "catalogue.review_product",
        event.kind,
        {"product": event.data["name"], "code": event.subject_number, "who": event.organisation_name},
        write,
        link=f"/operator/products/{event.subject_id}/",
        event_id=event.id,
    )


def tell_describer(actor: Actor, event: EventRow) -> None:
    """Tell the seller's people who describe products."""
    seller_id = UUID(event.data["seller"])
    # The operator's own house describes goods too, where it looks at them.
    parts = organisation(actor, seller_id).parts
    door = next((part for part in ("supplier", "branch") if part in parts), "")
    notify(
        event.market_id,
        seller_id,
        "catalogue.submit_product",
        event.kind,
        {"product": event.data["name"], "code": event.subject_number, "why": event.why},
        write,
        link=f"/{door}/products/{event.subject_number}"
        if door
        else f"/operator/products/{event.subject_id}/",
        event_id=event.id,
    )
