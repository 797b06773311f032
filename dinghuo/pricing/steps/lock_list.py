"""Finds a price list to be changed, and makes others who would change it wait."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.states import ListKind


def lock_list(actor: Actor, key: str) -> PriceList:
    """The list with this key, locked: the actor's own, or any for who sees the whole market. Raises NotFound, also
    for a list of prices given by hand: nothing comes onto that but by steps/manual."""
    rows = PriceList.objects.filter(market_id=actor.market_id, key=key.replace("\0", ""))
    rows = rows.exclude(kind=ListKind.MANUAL.value)
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    found = rows.select_for_update(no_key=True).first()
    if found is None:
        raise NotFound(key)
    return found
