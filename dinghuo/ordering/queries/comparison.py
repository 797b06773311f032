"""Several sellers' offers of one article side by side, ranked, as far as the market's policy tells a buyer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import range_of, shown_rows
from dinghuo.catalogue.queries.comparison.comparison_policy import Comparing
from dinghuo.catalogue.queries.comparison.seller_scores import scores_of
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.rules.ranking import Ranked
from dinghuo.catalogue.states import ComparisonView
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.queries.compared import (
    ForWhom,
    OfferPrice,
    asked_quantity,
    comparing_for,
    offer_prices,
    rank_offers,
    told_offers,
)
from dinghuo.ordering.queries.shelf import ShelfItem, priced

TELLS_POINTS = (ComparisonView.ALL, ComparisonView.UNNAMED)


@dataclass(frozen=True, slots=True)
class ComparedOffer:
    """An offer on the shelf, what one base unit of it costs at `quantity` (base units: what would be ordered), and its
    points; `ranked` is None where the market doesn't tell how offers compare: points tell of others' prices."""

    shelf: ShelfItem
    quantity: Decimal
    price: OfferPrice | None
    ranked: Ranked | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article's offers, the best first; none where the market compares nothing for buyers."""

    item: Item
    known: Comparing
    quantity: Decimal | None
    offers: Sequence[ComparedOffer]


def compare_offers(actor: Actor, whom: ForWhom, sku: str) -> Comparison:
    """The offers of an article that the storefront shows to the buyer, ranked at the quantity asked. Raises NotFound
    for what isn't shown.

    At most nine statements, however many offers.
    """
    require(actor, SEE_PRODUCTS)
    shown = range_of(actor, whom.storefront.id, whom.buyer_id)
    rows = shown_rows(actor, shown).filter(sku=sku.replace("\0", ""))
    variant_id = rows.values_list("variant_id", flat=True).first()
    if variant_id is None:
        raise NotFound(sku)
    [item] = items(actor, [variant_id], shown)
    known = comparing_for(actor)
    if known.view is ComparisonView.NONE:
        return Comparison(item, known, whom.quantity, [])
    prices = offer_prices(actor, whom, [item], now())
    scores = scores_of(actor, (offer.seller_id for offer in item.offers))
    ranking = rank_offers(item, prices, scores, known)
    return Comparison(item, known, whom.quantity, _compared(actor, whom, item, known, ranking, prices))


def _compared(
    actor: Actor,
    whom: ForWhom,
    item: Item,
    known: Comparing,
    ranking: Sequence[Ranked],
    prices: Mapping[UUID, OfferPrice],
) -> list[ComparedOffer]:
    # Letters are given in the usual order, so that a seller has the same on every page.
    best_only = known.view is ComparisonView.BEST
    named = item.offers if best_only else told_offers(item.offers, known.view)
    told = {offer.offer_id: offer for offer in named}
    listed = ranking[:1] if best_only else ranking
    item = replace(item, offers=[told[each.key] for each in listed])
    on_shelf = priced(actor, whom.storefront, whom.buyer_id, [(item, offer) for offer in item.offers])
    return [
        ComparedOffer(
            shelf=shown,
            quantity=asked_quantity(whom, told[each.key]),
            price=prices.get(each.key),
            ranked=each if known.view in TELLS_POINTS else None,
        )
        for each, shown in zip(listed, on_shelf, strict=True)
    ]
