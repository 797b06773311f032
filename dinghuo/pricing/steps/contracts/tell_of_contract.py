"""Announces what became of contracts."""

from collections.abc import Sequence

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.events import Event
from dinghuo.foundation.record import record_all
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.models import Contract


def tell_of_contracts(actor: Actor, event: type[Event], contracts: Sequence[Contract]) -> None:
    """Record the event of each; what a buyer may not see yet is its seller's alone. Two statements."""
    ids = {party for each in contracts for party in (each.seller_id, each.buyer_id)}
    houses = Organisation.objects.in_bulk(ids)
    record_all(
        actor,
        [
            event(
                each.id,
                each.number,
                [each.seller_id, each.buyer_id] if each.signed_at else [each.seller_id],
                {
                    "seller": str(each.seller_id),
                    "buyer": str(each.buyer_id),
                    "name": each.name,
                    "door": _door(houses[each.seller_id]),
                    "seller_name": houses[each.seller_id].name,
                    "seller_names": houses[each.seller_id].names,
                    "buyer_name": houses[each.buyer_id].name,
                    "buyer_names": houses[each.buyer_id].names,
                    "until": each.ends_on.isoformat() if each.ends_on else "",
                },
            )
            for each in contracts
        ],
    )


def _door(seller: Organisation) -> str:
    """Behind which door the seller's people work."""
    return next((part for part in ("operator", "branch") if part in seller.parts), "supplier")
