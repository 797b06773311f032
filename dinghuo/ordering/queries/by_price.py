"""Goods in the order of what they cost this buyer."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.items import Item
from dinghuo.catalogue.queries.list_products import Wanted, items_of, variants_found
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.paging import Page, decode_cursor, encode_cursor
from dinghuo.ordering.queries.compared import told_items
from dinghuo.organisations.models import Storefront
from dinghuo.pricing.permissions import SEE_PRICES
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines

#: Goods that can be put in the order of their prices: each has to be priced for this buyer, on every page. Of more
#: nobody walks through all; a category, a brand or a word makes them fewer (docs/decisions/0043).
MOST_PRICED = 1000
CHEAP, DEAR = "price", "-price"
#: Without a price last; then the price, dearest first below zero; then the name.
Key = tuple[bool, Decimal, str, UUID]


def by_price(
    actor: Actor, storefront: Storefront, wanted: Wanted, sort: str, after: str | None, size: int
) -> Page[Item]:
    """A page of a list by what one of the usual unit costs the buyer at the least quantity.

    At most eleven statements, however many rows. Raises Invalid where more than MOST_PRICED are found, or for a cursor
    of another list.
    """
    cursor = decode_cursor(after, _yes, Decimal, str, UUID)
    found = variants_found(actor, storefront.id, wanted, MOST_PRICED + 1)
    if len(found) > MOST_PRICED:
        told = _("More than %(most)s goods can't be sorted by price: choose a category, a brand or a word.")
        raise Invalid([Fault("sort", "too-many", told % {"most": MOST_PRICED})])
    names = {variant_id: name for name, variant_id in found}
    sold = items_of(actor, storefront.id, list(names), wanted)
    known = told_items(actor, storefront, wanted.buyer_id, sold)
    prices = _prices(actor, storefront, wanted.buyer_id, known)
    sign = -1 if sort == DEAR else 1
    keys: dict[Key, Item] = {}
    for item in known:
        amount, name = prices.get(item.variant_id), names.get(item.variant_id, "")
        keys[(amount is None, sign * (amount or Decimal(0)), name, item.variant_id)] = item
    after_it = sorted(key for key in keys if cursor is None or key > tuple(cursor))
    page = [keys[key] for key in after_it[:size]]
    return Page(page, encode_cursor(after_it[size - 1]) if len(after_it) > size else None)


def _yes(text: str) -> bool:
    return text == "True"


def _prices(
    actor: Actor, storefront: Storefront, buyer_id: UUID | None, known: Sequence[Item]
) -> dict[UUID, Decimal]:
    if not allows(actor, SEE_PRICES):
        return {}
    lines = []
    for item in known:
        unit = item.default_unit
        if item.offer:
            least = (item.offer.minimum / (item.factor(unit) or 1)).to_integral_value(ROUND_CEILING)
            lines.append(
                PriceLine(
                    item.variant_id,
                    item.variant_id,
                    item.offer.seller_id,
                    unit,
                    max(least, Decimal(1)),
                    parts=item.priced_parts(unit),
                )
            )
    request = PriceRequest(
        buyer_id, storefront.currency, now(), lines, storefront_id=storefront.id, explain=False
    )
    answers = price_lines(actor, request)
    return {
        item.variant_id: answers[item.variant_id].told.amount for item in known if item.variant_id in answers
    }
