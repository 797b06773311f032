"""Several sellers' offers of an article side by side, ranked by the market's formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.queries.compared import ForWhom
from dinghuo.ordering.queries.comparison import ComparedOffer, compare_offers
from dinghuo.web.buyer.shelf_view import Goods, cart_of, offers_of
from dinghuo.web.buyer.typed import decimal_of
from dinghuo.web.shared.measure_words import measure_words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

MOST = Decimal(10) ** 9


@dataclass(frozen=True)
class OfferRow:
    """An offer in the page, with its stepper and how its points come about."""

    goods: Goods
    compared: ComparedOffer

    @property
    def measures(self) -> Sequence[tuple[str, Any]]:
        """The measures by name."""
        words = measure_words()
        ranked = self.compared.ranked
        return [(words[each.measure], each) for each in ranked.measures] if ranked else []


@screen(door="buyer", permission=SEE_PRODUCTS, guests=True)
def offers(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """The comparison; `?quantity=` asks at a quantity of base units. Not there where the market compares nothing."""
    storefront = request.storefront
    quantity = decimal_of(request.GET.get("quantity", "")[:20])
    if quantity is not None and not 0 < quantity < MOST:
        quantity = None
    found = compare_offers(actor, ForWhom(storefront, actor.organisation_id, quantity), sku)
    if not found.offers:
        raise NotFound(sku)
    cart = cart_of(actor, storefront)
    goods = offers_of([each.shelf for each in found.offers], cart)
    words = measure_words()
    context = {
        "found": found,
        "item": found.item,
        "rows": [OfferRow(*both) for both in zip(goods, found.offers, strict=True)],
        "cart": cart,
        "words": words,
        "lead_time": words["lead-time"],
    }
    return render(request, "buyer/offers/page.html", context)
