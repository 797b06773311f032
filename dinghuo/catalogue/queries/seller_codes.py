"""Whose an offer is, where a page or an answer named the offer and not its seller."""

from collections.abc import Iterable
from uuid import UUID

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.actor import Actor


def seller_codes(actor: Actor, named: Iterable[str]) -> dict[str, str]:
    """The sellers' codes by the ids of their offers, of those that are ids. One statement, none where nothing is
    one."""
    ids = {each: found for each in set(named) if (found := _id(each))}
    if not ids:
        return {}
    rows = Offer.objects.filter(market_id=actor.market_id, id__in=list(ids.values()))
    codes = dict(rows.values_list("id", "seller__code"))
    return {each: codes[found] for each, found in ids.items() if found in codes}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
