"""What a buyer is told of several sellers' offers: ranked by the market's formula, as far as its policy allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.assortment import Range
from dinghuo.catalogue.queries.comparison.comparison_policy import Comparing, comparing
from dinghuo.catalogue.queries.comparison.seller_scores import scores_of
from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.rules.ranking import Ranked, Terms, rank
from dinghuo.catalogue.states import ComparisonView
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.money import PRICE_PLACES
from dinghuo.ordering.rules.packing import orderable
from dinghuo.organisations.models import Storefront
from dinghuo.pricing.permissions import SEE_PRICES
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines

#: A seller in a market that names none: A, B, C ...
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Ranking = Mapping[UUID, Sequence[Ranked]]


@dataclass(frozen=True, slots=True)
class OfferPrice:
    """What one base unit costs by an offer at a quantity, up to six decimals, as the buyer is shown prices (`mark`);
    `net` is without tax, so that all are compared alike."""

    amount: Decimal
    net: Decimal
    currency: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Who compares, and where; `quantity` in base units, None for the least that each seller sells."""

    storefront: Storefront
    buyer_id: UUID | None
    quantity: Decimal | None = None


def comparing_for(actor: Actor) -> Comparing:
    """How offers are compared for the actor: who sees the whole market is told everything. One statement."""
    found = comparing(actor)
    return replace(found, view=ComparisonView.ALL) if actor.scope == "market" else found


def told_items(
    actor: Actor, storefront: Storefront, buyer_id: UUID | None, known_items: Sequence[Item]
) -> list[Item]:
    """The items with those offers that the buyer may know, named as far as it may know their names; the first is the
    one to order. One statement, and two more where only the best is told and there is a choice."""
    known = comparing_for(actor)
    if known.view is ComparisonView.BEST:
        several = [item for item in known_items if len(item.offers) > 1]
        ranking = ranked_offers(actor, ForWhom(storefront, buyer_id), several, known) if several else {}
        return [replace(item, offers=_best(item, ranking)) for item in known_items]
    return [replace(item, offers=told_offers(item.offers, known.view)) for item in known_items]


def told_goods(actor: Actor, whom: ForWhom, goods: Mapping[str, Goods], known: Comparing) -> dict[str, Goods]:
    """The same of goods found by their codes. Three statements where only the best is told and there is a choice."""
    if known.view is not ComparisonView.BEST:
        return {
            sku: replace(each, offers=told_offers(each.offers, known.view)) for sku, each in goods.items()
        }
    several = [each.variant_id for each in goods.values() if len(each.offers) > 1]
    shown = Range(whom.storefront.id, whom.buyer_id)
    ranking = ranked_offers(actor, whom, items(actor, several, shown), known) if several else {}
    return {sku: replace(each, offers=_best(each, ranking)) for sku, each in goods.items()}


def told_explanation(known: Comparing, explanation: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Why a price is what it is; without the names of lists where sellers aren't named: a list may name its own."""
    if known.view is not ComparisonView.UNNAMED:
        return [dict(step) for step in explanation]
    return [{**step, "rule": _("a list of the seller"), "list": ""} for step in explanation]


def told_offers(offers: Sequence[GoodsOffer], view: ComparisonView) -> Sequence[GoodsOffer]:
    """The offers in this order, as a view tells them (the best only: the first)."""
    if view is ComparisonView.ALL:
        return offers
    if view is ComparisonView.UNNAMED:
        return [_unnamed(offer, i) for i, offer in enumerate(offers)]
    return offers[:1]


def _unnamed(offer: GoodsOffer, place: int) -> GoodsOffer:
    letter = LETTERS[place] if place < len(LETTERS) else str(place + 1)
    # Everything that takes a seller's code takes the offer's id instead: GoodsOffer.is_of.
    return replace(
        offer,
        seller_code=str(offer.offer_id),
        seller_name=_("Seller %(letter)s") % {"letter": letter},
        seller_names={},
    )


def _best(item: Item | Goods, ranking: Ranking) -> Sequence[GoodsOffer]:
    ranked = ranking.get(item.variant_id)
    if not ranked:
        return item.offers
    return [offer for offer in item.offers if offer.offer_id == ranked[0].key]


def ranked_offers(actor: Actor, whom: ForWhom, compared: Sequence[Item], known: Comparing) -> Ranking:
    """The offers of each item, the best first. Two statements, however many."""
    prices = offer_prices(actor, whom, compared, now())
    scores = scores_of(actor, (offer.seller_id for item in compared for offer in item.offers))
    return {item.variant_id: rank_offers(item, prices, scores, known) for item in compared}


def rank_offers(
    item: Item, prices: Mapping[UUID, OfferPrice], scores: Mapping[UUID, Decimal], known: Comparing
) -> Sequence[Ranked]:
    """The item's offers, the best first."""
    terms = []
    for offer in item.offers:
        price = prices.get(offer.offer_id)
        net = price.net if price else None
        terms.append(Terms(offer.offer_id, net, offer.lead_time_days, scores.get(offer.seller_id)))
    return rank(terms, known.weights)


def asked_quantity(whom: ForWhom, offer: GoodsOffer) -> Decimal:
    """What would be ordered of an offer, in base units: what is asked, brought to its minimum and multiple."""
    return orderable(whom.quantity or offer.minimum, offer.minimum, offer.multiple)


def offer_prices(
    actor: Actor, whom: ForWhom, compared: Sequence[Item], at: datetime
) -> dict[UUID, OfferPrice]:
    """What the offers cost at the quantity asked, by offer; who may not see prices is told none. One statement."""
    if not allows(actor, SEE_PRICES):
        return {}
    lines, asked = [], []
    for item in compared:
        for offer in item.offers:
            base = asked_quantity(whom, offer)
            for unit in dict.fromkeys((item.unit, item.default_unit)):
                factor = item.factor(unit) or Decimal(1)
                key = (offer.offer_id, unit)
                parts = item.priced_parts(unit)
                lines.append(
                    PriceLine(key, item.variant_id, offer.seller_id, unit, base / factor, parts=parts)
                )
                asked.append((key, factor, item.tax_rate))
    request = PriceRequest(
        whom.buyer_id, whom.storefront.currency, at, lines, storefront_id=whom.storefront.id, explain=False
    )
    answers = price_lines(actor, request)
    found: dict[UUID, OfferPrice] = {}
    for key, factor, tax_rate in asked:
        answer = answers.get(key)
        # The base unit's own price comes first; where only packs have one, it is shared out.
        if answer and key[0] not in found:
            amount = answer.amount / factor
            net = amount / (1 + tax_rate) if answer.tax_included else amount
            told = round(answer.told.amount / factor, PRICE_PLACES)
            found[key[0]] = OfferPrice(told, net, answer.currency, answer.told.mark)
    return found
