"""What stands in a storefront's window: something of each of its categories."""

from collections.abc import Sequence

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import below, range_of, shown_rows, standing_in
from dinghuo.catalogue.queries.items import items
from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.queries.shelf import ShelfItem, on_shelf
from dinghuo.organisations.models import Storefront


def shop_window(actor: Actor, storefront: Storefront, paths: Sequence[str]) -> list[ShelfItem]:
    """One article of each of these categories (by path), priced for the actor. Six statements, however many goods.

    Each category is asked by index for its first article, so that a million of them cost no more.
    """
    require(actor, SEE_PRODUCTS)
    shown = range_of(actor, storefront.id)
    rows = shown_rows(actor, shown, grouped=True).filter(lead=True)
    first = [
        rows.filter(below(path))
        .order_by("category_path", "sort_key")
        .values_list("variant_id", flat=True)[:1]
        for path in paths
    ]
    if not first:
        return []
    found = list(first[0].union(*first[1:], all=True)) if len(first) > 1 else list(first[0])
    known = items(actor, standing_in(actor, shown, found), shown, grouped=True)
    return on_shelf(actor, storefront, actor.organisation_id, known)
