"""Reads requests into baskets: who buys on which terms, and the lines with their goods."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods, find_goods
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.states import URGENT
from dinghuo.ordering.steps.basket import Basket, standing
from dinghuo.ordering.steps.check_papers import check_papers, hindered
from dinghuo.ordering.steps.find_buyer import Purchase, find_buyer
from dinghuo.ordering.steps.read_lines import MOST_LINES
from dinghuo.ordering.steps.read_request import read_request


def read_baskets(actor: Actor, baskets: Sequence[Basket]) -> None:
    """Find each basket's buyer and lines: one statement for each buyer (and address), one for each buyer's goods (two
    where kits are among them).

    What a request lacks - a buyer, goods, all that is wrong with its lines - is its basket's refusal.
    """
    _find_buyers(actor, standing(baskets))
    goods = _find_goods(actor, standing(baskets))
    for basket in standing(baskets):
        known = goods[_taxed(basket)]
        with basket.trying():
            basket.drafts, basket.address = read_request(actor, basket.purchase, basket.request, known)
            for draft in basket.drafts:
                draft.urgent = basket.request.kind in URGENT
    _check_papers(actor, standing(baskets))


def _check_papers(actor: Actor, baskets: Sequence[Basket]) -> None:
    """One statement for each buyer, in each storefront, of goods that need papers."""
    drafts: dict[tuple[UUID, UUID], list[Draft]] = {}
    buyers = {_whose(basket): basket.purchase.buyer_id for basket in baskets}
    for basket in baskets:
        drafts.setdefault(_whose(basket), []).extend(basket.drafts)
    found = {whose: hindered(actor, buyers[whose], each) for whose, each in drafts.items()}
    for basket in baskets:
        with basket.trying():
            check_papers(basket.drafts, found[_whose(basket)])


def _find_buyers(actor: Actor, baskets: Sequence[Basket]) -> None:
    found: dict[tuple[str | None, UUID | None, UUID | None], Purchase | DinghuoError] = {}
    for basket in baskets:
        request = basket.request
        key = (request.buyer, request.storefront_id, request.address_id)
        if key not in found:
            try:
                found[key] = find_buyer(actor, request)
            except DinghuoError as refusal:
                found[key] = refusal
        purchase = found[key]
        if isinstance(purchase, DinghuoError):
            basket.refusal = purchase
        else:
            basket.purchase = purchase


def _find_goods(actor: Actor, baskets: Sequence[Basket]) -> dict[tuple[UUID, UUID, str], dict[str, Goods]]:
    skus: dict[tuple[UUID, UUID, str], set[str]] = {}
    for basket in baskets:
        wanted = [line.sku for line in basket.request.lines[:MOST_LINES]]
        skus.setdefault(_taxed(basket), set()).update(wanted)
    return {
        (storefront, buyer, region): find_goods(actor, storefront, each, buyer, region)
        for (storefront, buyer, region), each in skus.items()
    }


def _whose(basket: Basket) -> tuple[UUID, UUID]:
    """What is offered depends on the storefront and on the buyer."""
    return basket.purchase.storefront_id, basket.purchase.buyer_id


def _taxed(basket: Basket) -> tuple[UUID, UUID, str]:
    """Where the market keeps tax rates by region, what is known of goods depends on where they go, too."""
    return *_whose(basket), basket.purchase.tax_region
