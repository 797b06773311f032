"""Who hears that prices of a list are outside its band, because the list above or the band has changed."""

from collections import defaultdict
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.organisations.steps.notify import notify
from dinghuo.pricing.queries.bands.bands import OutsideBelow, outside_below
from dinghuo.pricing.queries.price_lists import price_list
from dinghuo.reactions.words import write

KIND = "price_list.outside"


def tell_of_outside(actor: Actor, event: EventRow) -> None:
    """Tell those who put prices on the lists below, once for each house; of one price, only where its article is
    outside now."""
    key = event.data["list"] if event.subject_kind == "price_draft" else event.subject_number
    houses: dict[UUID, list[OutsideBelow]] = defaultdict(list)
    for found in outside_below(actor, key, event.data.get("sku", "")):
        houses[found.seller_id].append(found)
    above = price_list(actor, key) if houses else None
    for seller_id, lists in houses.items():
        door = next((part for part in ("operator", "branch") if part in lists[0].parts), "supplier")
        link = f"/{door}/price-lists/{lists[0].key}/#band" if len(lists) == 1 else f"/{door}/price-lists"
        data = {
            "count": sum(each.count for each in lists),
            "text": ", ".join(each.name for each in lists),
            "list": above.name if above else key,
            "list_names": above.names if above else {},
        }
        notify(event.market_id, seller_id, "pricing.put_price", KIND, data, write, link, event.id)
