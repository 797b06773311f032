"""Keeps prices that are about to be written inside the band of their list."""

from collections.abc import Sequence
from datetime import datetime
from json import loads
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.foundation.statements import fetch
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.queries.bands.outside import Outside, find_outside
from dinghuo.pricing.steps.write_prices import NewPrice, as_rows

#: Prices of a set of changes that are named when it can't be published.
NAMED = 50
#: Who changes the parent's prices waits for who writes against them: what falls outside is seen by one of both.
HOLD = """
SELECT p.name, p.names::text FROM pricing_pricelist p
WHERE p.market_id = %(market)s AND p.id IN (
    SELECT b.parent_id FROM pricing_priceband b WHERE b.market_id = %(market)s AND b.list_id = %(list)s)
FOR SHARE OF p
"""


def check_bands(
    actor: Actor, price_list: PriceList, prices: Sequence[tuple[str, NewPrice]], faults: Faults
) -> None:
    """Add a fault `outside-band` at the path of each price that is outside at its beginning, with what the parent asks
    and what would be inside. One statement for a list without bands, two for others."""
    parent = hold_parent(actor, price_list.id) if prices else None
    if parent is None:
        return
    rows = as_rows([(price, price.span) for _path, price in prices])
    at = prices[0][1].span.start
    for found in find_outside(actor, at, list_id=price_list.id, rows=rows):
        path = prices[found.position or 0][0]
        faults.add(f"{path}.amount", "outside-band", words_of(found, parent, price_list.currency))


def check_draft_bands(actor: Actor, price_list: PriceList, draft_id: UUID, starts: datetime) -> None:
    """Raise Invalid with the first of a set's prices that are outside when it begins; how many are is said."""
    parent = hold_parent(actor, price_list.id)
    if parent is None:
        return
    found = find_outside(actor, starts, list_id=price_list.id, draft_id=draft_id, limit=NAMED)
    if found:
        words = [words_of(each, parent, price_list.currency) for each in found]
        if found[0].total > NAMED:
            words.append(_("%s prices in all are outside the band.") % found[0].total)
        raise Invalid([Fault(f"rows.{i}.amount", "outside-band", told) for i, told in enumerate(words)])


def hold_parent(actor: Actor, list_id: UUID) -> str | None:
    """The name of the list above, which nobody changes until this is over; None where there is none."""
    rows = fetch(HOLD, {"market": actor.market_id, "list": list_id})
    return translated(rows[0][0], loads(rows[0][1])) if rows else None


def words_of(found: Outside, parent: str, currency: str) -> str:
    """What is wrong with a price: the article, what the parent asks, and what would be inside."""
    least, most = (
        formats.money(bound, currency, unit_price=True) if bound is not None else ""
        for bound in (found.least, found.most)
    )
    told = {
        "sku": found.sku,
        "parent": parent,
        "above": formats.money(found.above, currency, unit_price=True),
        "unit": found.unit,
        "least": least,
        "most": most,
    }
    if not most:
        return _("%(sku)s: %(parent)s asks %(above)s for one %(unit)s; here at least %(least)s.") % told
    if not least:
        return _("%(sku)s: %(parent)s asks %(above)s for one %(unit)s; here at most %(most)s.") % told
    return _("%(sku)s: %(parent)s asks %(above)s for one %(unit)s; here %(least)s to %(most)s.") % told
