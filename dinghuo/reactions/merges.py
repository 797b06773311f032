"""Who hears that goods were found to be one thing, or may be."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.queries.organisations import operator_of, organisation
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_merger(actor: Actor, event: EventRow) -> None:
    """Tell the operator's people who merge goods that offers wait."""
    notify(
        event.market_id,
        operator_of(event.market_id).id,
        "catalogue.merge_goods",
        event.kind,
        {"who": event.organisation_name, "count": event.data["offers"]},
        write,
        link="/operator/merges/",
        event_id=event.id,
    )


def tell_proposer(actor: Actor, event: EventRow) -> None:
    """Tell the seller's people what became of the offer that their sheet proposed."""
    told = event.data
    data = {
        "product": told["name"],
        "product_names": told["names"],
        "own": told["own"],
        "why": event.why,
    }
    kind = "proposal.accepted" if event.data["accepted"] else "proposal.declined"
    _tell(actor, event, UUID(event.data["seller"]), kind, data, told["sku"])


def tell_sellers(actor: Actor, event: EventRow) -> None:
    """Tell the people of each seller of the article that went."""
    told = event.data
    data = {
        "product": told["name"],
        "product_names": told["names"],
        "kept": told["kept"],
        "merged": told["merged"],
    }
    for seller_id in event.parties:
        _tell(actor, event, seller_id, event.kind, data, told["kept"])


def _tell(actor: Actor, event: EventRow, seller_id: UUID, kind: str, data: dict, sku: str) -> None:
    parts = organisation(actor, seller_id).parts
    door = next((part for part in ("supplier", "branch") if part in parts), "")
    link = f"/{door}/goods/{sku}" if door else "/operator/merges/"
    notify(
        event.market_id, seller_id, "catalogue.save_offer", kind, data, write, link=link, event_id=event.id
    )
