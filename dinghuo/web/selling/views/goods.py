"""Goods: what the house offers, and the terms of one article."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.limit_offer import limit_offer
from dinghuo.catalogue.actions.save_offer import save_offer
from dinghuo.catalogue.actions.schedule_sale import schedule_sale
from dinghuo.catalogue.permissions import (
    LIMIT_OFFER,
    SAVE_KIT,
    SAVE_LINKS,
    SAVE_OFFER,
    SCHEDULE_SALE,
    SUBMIT_PRODUCT,
)
from dinghuo.catalogue.queries.links import kept_links
from dinghuo.catalogue.queries.offer_regions import offer_regions
from dinghuo.catalogue.queries.offered import OfferedVariant, offered
from dinghuo.catalogue.queries.own_products import not_own
from dinghuo.catalogue.queries.tags import tags
from dinghuo.catalogue.states import LinkKind, OfferState
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.available import available
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.selling.views.goods_kit import typed_kit
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.link_words import link_words
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_words import Words
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.sale_words import read_times, sale_state, typed_moment
from dinghuo.web.shared.session import Request


def goods(request: Request, actor: Actor) -> HttpResponse:
    """What the house offers, by code, with what is free of it."""
    known = tags(actor)
    listing = Listing.of(request, filters={"tag": [key for key, _words in known] or ["-"]})
    seller_id = own_organisation_id(actor)
    page = offered(actor, seller_id, listing.search, listing.after or None, tag=listing["tag"])
    ids = [row.variant_id for row in page.items]
    pictures, free = picture_addresses(actor, ids), available(actor, ids, seller_id)
    context = {
        "listing": listing,
        "page": page,
        "rows": [
            (row, pictures.get(row.variant_id, ""), free.get((row.variant_id, seller_id)), _state(row))
            for row in page.items
        ],
        "chips": [(key, words, key == listing["tag"]) for key, words in known],
        "sees_stock": allows(actor, SEE_STOCK),
        "may_describe": allows(actor, SUBMIT_PRODUCT),
    }
    return render(request, "selling/goods/list.html", context)


def _state(row: OfferedVariant) -> Words:
    if row.state != "active":
        return Words("ended", _("Not on sale"))
    return sale_state([(row.sale_starts_at, row.sale_ends_at), (row.starts_at, row.ends_at)], now())


def _offer(actor: Actor, sku: str) -> OfferedVariant:
    found = offered(actor, own_organisation_id(actor), search=sku).items
    row = next((each for each in found if each.sku == sku), None)
    if row is None:
        raise NotFound(sku)
    return row


def offer(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """The terms on which the house sells an article; posted, they are saved."""
    row = _offer(actor, sku)
    if request.method == "POST":
        return _save(request, actor, row)
    stored = {
        "minimum": plain(row.minimum),
        "multiple": plain(row.multiple),
        "lead_time_days": row.lead_time_days,
        "backorder_allowed": row.backorder_allowed,
        "active": row.state == "active",
        "starts_at": typed_moment(row.starts_at),
        "ends_at": typed_moment(row.ends_at),
        "sale_starts_at": typed_moment(row.sale_starts_at),
        "sale_ends_at": typed_moment(row.sale_ends_at),
        "regions": [*row.region_codes],
    }
    may_link = allows(actor, SAVE_LINKS)
    linked = kept_links(actor, row.product_code) if may_link else []
    stored |= {kind.value: ", ".join(each.code for each in linked if each.kind is kind) for kind in LinkKind}
    may_kit = allows(actor, SAVE_KIT)
    stored |= typed_kit(actor, sku) if may_kit else {}
    context = {
        "row": row,
        "state": _state(row),
        "picture": picture_addresses(actor, [row.variant_id]).get(row.variant_id, ""),
        "form": Form.of(request, stored),
        "may_describe": allows(actor, SUBMIT_PRODUCT),
        "may_save": allows(actor, SAVE_OFFER),
        "sees_stock": allows(actor, SEE_STOCK),
        "sees_prices": allows(actor, SEE_PRICE_LISTS),
        "may_link": may_link,
        "may_kit": may_kit,
        "link_kinds": [(kind.value, *told) for kind, told in link_words().items()],
        "may_limit": allows(actor, LIMIT_OFFER),
        "is_own": row.product_code not in not_own(actor, [row.product_code]),
        "may_schedule": allows(actor, SCHEDULE_SALE),
        "more_region": picked(code_of(request.POST, "more_region")),
        "provinces": [(code, name, "") for code, name in offer_regions(row.region_codes)],
        "trail": [(here(request, "goods"), _("Goods")), ("", sku)],
    }
    return render(request, "selling/goods/offer.html", context)


def _save(request: Request, actor: Actor, row: OfferedVariant) -> HttpResponse:
    faults = Faults()
    minimum = read_decimal(request.POST, "minimum", faults)
    multiple = read_decimal(request.POST, "multiple", faults)
    days = request.POST.get("lead_time_days", "").strip()
    if not days.isdecimal() or len(days) > 4:
        faults.add("lead_time_days", "number", _("Give whole days."))
    faults.raise_any()
    try:
        save_offer(
            actor,
            row.sku,
            minimum,
            multiple,
            int(days),
            bool(request.POST.get("backorder_allowed")),
            state=OfferState("active" if request.POST.get("active") else "withdrawn"),
        )
    except Invalid as invalid:
        named = [Fault(each.path.rpartition(".")[2], each.code, each.message) for each in invalid.faults]
        raise Invalid(named) from invalid
    flash.say(request, _("The terms are saved. They count for orders from now on."))
    return HttpResponseRedirect(here(request, "offer", row.sku))


def limits(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """When and where the house's offer is open."""
    row = _offer(actor, sku)
    starts_at, ends_at = read_times(request.POST, ("starts_at", "ends_at"))
    regions = [*request.POST.getlist("regions"), code_of(request.POST, "more_region")]
    limit_offer(actor, row.sku, starts_at, ends_at, regions)
    flash.say(request, _("The offer is open as you said, from this moment."))
    return HttpResponseRedirect(here(request, "offer", row.sku))


def sale(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """From when until when the product is on sale."""
    row = _offer(actor, sku)
    starts_at, ends_at = read_times(request.POST, ("sale_starts_at", "sale_ends_at"))
    try:
        schedule_sale(actor, row.product_code, starts_at, ends_at)
    except Invalid as invalid:
        raise Invalid(
            [Fault(f"sale_{each.path}", each.code, each.message) for each in invalid.faults]
        ) from invalid
    flash.say(request, _("The sale is scheduled. Lists, carts and orders follow at that very moment."))
    return HttpResponseRedirect(here(request, "offer", row.sku))
