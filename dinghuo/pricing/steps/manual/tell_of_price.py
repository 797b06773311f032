"""Announces what became of a price given by hand."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.pricing.events import ManualPriceEvent
from dinghuo.pricing.models import ManualPrice


def tell_of_price(actor: Actor, event: type[ManualPriceEvent], price: ManualPrice, why: str = "") -> None:
    """Record it for the seller alone: until it counts, the buyer knows nothing of it. Its names are loaded."""
    seller, buyer = price.seller, price.buyer
    door = next((part for part in ("operator", "branch") if part in seller.parts), "supplier")
    data = {
        "seller": str(price.seller_id),
        "buyer": str(price.buyer_id),
        "buyer_name": buyer.name,
        "buyer_names": buyer.names,
        "who": actor.person_name,
        "house": str(price.asked_by_house_id or price.seller_id),
        "sku": price.variant.sku,
        "unit": price.unit,
        "amount": plain(price.amount),
        "currency": price.currency,
        "door": door,
        "decided": bool(price.decided_by_name),
    }
    record(actor, event(price.id, price.number, [price.seller_id], data), why=why)
