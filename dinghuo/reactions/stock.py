"""Who hears that the book of stock is wrong, or that goods run low."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of, organisation
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_of_differences(actor: Actor, event: EventRow) -> None:
    """Tell the operator's people who answer for stock."""
    notify(
        event.market_id,
        operator_of(event.market_id).id,
        "inventory.approve_stock",
        event.kind,
        event.data,
        write,
        link="/operator/stock-book/",
        event_id=event.id,
    )


def tell_of_proposals(actor: Actor, event: EventRow) -> None:
    """Tell those of the house who order proposals."""
    parts = organisation(actor, event.subject_id).parts
    notify(
        event.market_id,
        event.subject_id,
        "procurement.order_proposal",
        event.kind,
        event.data,
        write,
        link=f"/{'branch' if 'branch' in parts else 'supplier'}/replenishment",
        event_id=event.id,
    )
