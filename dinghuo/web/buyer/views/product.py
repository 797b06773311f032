"""A product: pictures, variants as a matrix or a list, packs, tiers, offers; and why its price is what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.links import gone
from dinghuo.catalogue.queries.product_documents import shown_document
from dinghuo.catalogue.states import LinkKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.compared import ForWhom, comparing_for, told_explanation, told_goods
from dinghuo.ordering.queries.kit_options import KitOption
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.ordering.queries.shelf import ShelfItem, on_shelf, shelf_product
from dinghuo.pricing.permissions import SEE_PRICES
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines
from dinghuo.pricing.queries.taxes.told import steps_shown
from dinghuo.web.buyer.cart_view import ShownCart
from dinghuo.web.buyer.matrix import Matrix, matrix_of
from dinghuo.web.buyer.shelf_view import Goods, cart_of, goods_of, offers_of
from dinghuo.web.buyer.typed import MOST_OPTIONS, decimal_of
from dinghuo.web.shared.attribute_words import Fact, facts
from dinghuo.web.shared.handed_out import handed_out
from dinghuo.web.shared.link_words import link_words
from dinghuo.web.shared.pictures import address_of
from dinghuo.web.shared.price_words import rules_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import line_tax_mark, line_tax_words, tax_words


@dataclass(frozen=True)
class ProductPage:
    """What the page shows. `matrix` where the variants differ in two options, else they are a list."""

    sheet: Any
    shown: Goods
    variants: Sequence[Goods]
    offers: Sequence[Goods]
    matrix: Matrix | None
    pictures: Sequence[tuple[str, str]]
    facts: Sequence[Fact]
    linked: Sequence[tuple[str, Sequence[Goods]]] = ()
    options: Sequence[KitOption] = ()

    @property
    def product_name(self) -> str:
        """The name of what all variants are."""
        return translated(self.shown.item.product_name, self.shown.item.product_names)


@screen(door="buyer", permission=SEE_PRODUCTS, guests=True)
def product(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """The page of the product to which a SKU belongs."""
    storefront = request.storefront
    cart = cart_of(actor, storefront)
    try:
        found = shelf_product(actor, storefront, actor.organisation_id, sku, _options(request, cart, sku))
    except NotFound:
        return _gone(request, actor, sku)
    variants = goods_of(found.variants, cart, grouped=False)
    shown = next(one for one in variants if one.item.sku == found.shown.item.sku)
    page = ProductPage(
        sheet=found.sheet,
        shown=shown,
        variants=variants,
        offers=offers_of(found.offers, cart),
        matrix=matrix_of(variants),
        pictures=[(address_of(each.file), translated("", each.texts)) for each in found.sheet.pictures],
        facts=facts(found.sheet.particulars),
        linked=_linked(found.linked, cart),
        options=found.options,
    )
    return render(request, "buyer/product/page.html", {"page": page, "cart": cart, "one": shown})


def _options(request: Request, cart: ShownCart | None, sku: str) -> Sequence[str]:
    """The options chosen on the page; until some are, those that stand in the cart."""
    if "configured" in request.GET:
        return request.GET.getlist("option")[:MOST_OPTIONS]
    lines = [row.row.line for row in cart.rows] if cart else []
    return next((line.options for line in lines if line.variant.sku == sku), [])


def _linked(found: Sequence[tuple[LinkKind, ShelfItem]], cart: Any) -> list[tuple[str, list[Goods]]]:
    told = (
        (words, [shelf for kind, shelf in found if kind is each]) for each, (words, _) in link_words().items()
    )
    return [(words, offers_of(rows, cart)) for words, rows in told if rows]


def _gone(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """What was withdrawn says what follows it."""
    instead = gone(actor, request.storefront.id, sku).instead
    rows = on_shelf(actor, request.storefront, actor.organisation_id, instead)
    cart = cart_of(actor, request.storefront)
    context = {"sku": sku, "goods": offers_of(rows, cart), "cart": cart}
    return render(request, "buyer/product/gone.html", context, status=410)


@screen(door="buyer", permission=SEE_PRODUCTS, guests=True)
def document(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """A document of a product that is shown here."""
    return handed_out(shown_document(actor, request.storefront.id, key))


@screen(door="buyer", permission=SEE_PRICES, guests=True)
def why(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Why the price of an article is what it is, at a quantity."""
    storefront = request.storefront
    known = comparing_for(actor)
    whom = ForWhom(storefront, actor.organisation_id)
    goods = told_goods(actor, whom, find_goods(actor, storefront.id, [sku]), known).get(sku)
    if goods is None or not goods.offers:
        raise NotFound(sku)
    goods = goods.chosen(request.GET.getlist("option")[:MOST_OPTIONS])
    seller = request.GET.get("seller", "")
    offer = next((each for each in goods.offers if each.is_of(seller)), goods.offers[0])
    unit = request.GET.get("unit", "")
    unit = unit if unit in goods.factors else goods.default_unit
    quantity = decimal_of(request.GET.get("quantity", "")) or Decimal(0)
    least = max(offer.minimum / goods.factors[unit], Decimal(1))
    line = PriceLine(
        "it",
        goods.variant_id,
        offer.seller_id,
        unit,
        max(quantity, least),
        parts=goods.priced_parts(unit),
        extras=goods.extras(unit),
    )
    answer = price_lines(
        actor,
        PriceRequest(
            actor.organisation_id,
            storefront.currency,
            now(),
            [line],
            storefront_id=storefront.id,
            rates=True,
        ),
    ).get("it")
    context = {
        "rules": rules_of(told_explanation(known, answer.told.explanation)) if answer else [],
        "tax": tax_words(answer.tax, answer.told.tax_included) if answer else "",
        "mark": answer.told.mark if answer else "",
        "currency": storefront.currency,
        "goods": goods,
    }
    return _why(request, context)


@screen(door="buyer", permission=VIEW)
def line_why(request: Request, actor: Actor, number: str, position: int) -> HttpResponse:
    """Why an ordered line costs what it costs: as it was explained when it was ordered."""
    order = find_order(actor, number)
    line = next((each for each in order.lines.all() if each.position == position), None)
    if line is None:
        raise NotFound(number)
    context = {
        "rules": rules_of(steps_shown(line.explanation, order.shown_tax, line.tax_rate, line.tax_included)),
        "tax": line_tax_words(line, order),
        "mark": line_tax_mark(line, order),
    }
    return _why(request, context | {"currency": order.currency, "goods": line})


def _why(request: Request, context: dict[str, Any]) -> HttpResponse:
    template = "buyer/product/why.html" if request.htmx else "buyer/product/why_page.html"
    return render(request, template, context)
