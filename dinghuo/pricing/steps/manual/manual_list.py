"""Finds the list that holds the prices a buyer was given by hand; makes it with the first."""

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.states import ListKind, ListState


def manual_list(
    actor: Actor, seller: Organisation, buyer: Organisation, currency: str, tax_included: bool
) -> PriceList:
    """The list, locked. Whether tax is in its prices is settled with the first. At most four statements, however many
    ask at once."""
    whom = {
        "market_id": actor.market_id,
        "seller_id": seller.id,
        "kind": ListKind.MANUAL.value,
        "buyer_id": buyer.id,
        "currency": currency,
    }
    key = f"manual-{seller.code}-{buyer.code}-{currency}"[:60]
    made = PriceList(**whom, key=key, name=f"{buyer.name}"[:120], tax_included=tax_included)
    made.state = ListState.ACTIVE.value
    # Whoever loses the race finds what the other made.
    PriceList.objects.bulk_create([made], ignore_conflicts=True)
    return PriceList.objects.select_for_update(no_key=True).get(**whom, state=ListState.ACTIVE.value)
