"""Who hears that a lot is recalled, or sold again: every buyer who has got of it, who keeps some, and whose it is."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.queries.recalls import customers_of_lot
from dinghuo.inventory.queries.keepers_of_lot import keepers_of_lot
from dinghuo.organisations.queries.organisations import organisation
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write


def tell_recalled(actor: Actor, event: EventRow) -> None:
    """Tell the buyers' people who receive goods, with how much came to their house; those who keep some for its
    owner; and the owner's, if it was somebody else who recalled."""
    data = {
        "product": event.data["name"],
        "product_names": event.data["names"],
        "lot": event.data["lot"],
        "who": event.organisation_name or event.person_name,
        "why": event.why,
    }
    for got in customers_of_lot(actor, event.subject_id):
        here = {**data, "amount_here": f"{plain(got.quantity)} {got.unit}"}
        notify(
            event.market_id,
            got.buyer_id,
            "fulfilment.receive_shipment",
            event.kind,
            here,
            write,
            link="/recalls/",
            event_id=event.id,
        )
    for kept in keepers_of_lot(actor, event.subject_id):
        notify(
            event.market_id,
            kept.keeper_id,
            "inventory.see_stock",
            f"{event.kind}_kept",
            {**data, "amount_here": f"{plain(kept.quantity)} {kept.unit}"},
            write,
            link=f"/{_door(actor, kept.keeper_id)}/consignments?side=keeper",
            event_id=event.id,
        )
    owner_id = UUID(event.data["owner"])
    if event.organisation_id != owner_id:
        door = _door(actor, owner_id)
        notify(
            event.market_id,
            owner_id,
            "inventory.see_stock",
            f"{event.kind}_here",
            data,
            write,
            link=f"/{door}/recalls",
            event_id=event.id,
        )


def _door(actor: Actor, organisation_id: UUID) -> str:
    """By which door a house that sells comes in."""
    parts = organisation(actor, organisation_id).parts
    return next((part for part in ("supplier", "branch", "operator") if part in parts), "supplier")
