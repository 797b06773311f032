"""The places of a seller's door: one list for the side, the bar and the thumb."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.billing.queries.payments import count_to_claim
from dinghuo.catalogue.permissions import SEE_PRODUCTS, SUBMIT_PRODUCT, SUBMIT_QUALIFICATION
from dinghuo.foundation.actor import Actor, allows
from dinghuo.integration.permissions import OF_KIND
from dinghuo.inventory.permissions import APPROVE_STOCK, RECEIVE_STOCK, SEE_STOCK
from dinghuo.inventory.queries.stock_documents import waiting_documents
from dinghuo.ordering.permissions import SEE_FREIGHT, SET_QUOTAS, VIEW
from dinghuo.ordering.queries.orders import OrderFilter, count_orders
from dinghuo.pricing.permissions import (
    APPROVE_PRICE,
    SEE_CONTRACTS,
    SEE_MANUAL,
    SEE_PRICE_LISTS,
    SEE_TAXES,
)
from dinghuo.pricing.queries.manual.manual_prices import waiting_prices
from dinghuo.procurement import permissions as procurement
from dinghuo.procurement.queries.proposals import open_proposals
from dinghuo.promotions.permissions import SEE_PROMOTIONS
from dinghuo.web.selling.doors import here
from dinghuo.web.shared.account import account_items, house_name, notices_item
from dinghuo.web.shared.navigation import NavGroup, Navigation, NavItem, current
from dinghuo.web.shared.session import Request


def selling_navigation(request: Request) -> Navigation:
    """What this reader may go to."""
    actor = request.actor
    if actor is None:
        return Navigation(home=here(request, "today"))
    groups = [part(request, actor) for part in (_trade, _stock, _goods, _prices, _house)]
    return Navigation(
        home=here(request, "today"),
        name=house_name(request),
        groups=[group for group in groups if group.items],
        search=here(request, "orders") if allows(actor, VIEW) else "",
        search_words=_("Number, buyer, their number"),
        notices=notices_item(request),
        person=account_items(request),
    )


def item(
    request: Request, label: str, name: str, icon: str, *, count: int | None = None, thumb: str = ""
) -> NavItem:
    """One place of the door; `thumb` is its word in the phone's bar."""
    href = here(request, name)
    return NavItem(
        label,
        href,
        icon,
        count=count or None,
        needs_you=bool(count),
        thumb=bool(thumb),
        short=thumb,
        current=current(request, href, exact=name == "today"),
    )


def _trade(request: Request, actor: Actor) -> NavGroup:
    items = [item(request, _("Today"), "today", "sun", thumb=pgettext("thumb bar", "Today"))]
    if allows(actor, VIEW):
        waiting = count_orders(actor, OrderFilter(side="seller", need="answer"))
        items.append(
            item(
                request,
                _("Orders"),
                "orders",
                "clipboard-list",
                count=waiting,
                thumb=pgettext("thumb bar", "Orders"),
            )
        )
    if allows(actor, "fulfilment.see_shipments"):
        word = pgettext("thumb bar", "Shipping")
        items.append(item(request, _("Shipments"), "shipments", "truck", thumb=word))
        items.append(item(request, _("Pick list"), "pick_list", "list-checks"))
    return NavGroup(items)


def _stock(request: Request, actor: Actor) -> NavGroup:
    items = []
    if allows(actor, SEE_STOCK):
        items.append(item(request, _("Stock"), "stock", "boxes", thumb=pgettext("thumb bar", "Stock")))
        waiting = waiting_documents(actor) if allows(actor, APPROVE_STOCK) else None
        items.append(item(request, _("In, out, counts"), "stock_documents", "barcode", count=waiting))
        if allows(actor, RECEIVE_STOCK):
            items.append(item(request, _("Put away"), "put_away", "inbox"))
        items.append(item(request, _("Incoming goods"), "incoming", "package-open"))
        items.append(item(request, _("Shelf life"), "life", "clock"))
        items.append(item(request, _("Recalls"), "recalls", "shield"))
        items.append(item(request, _("Warehouses"), "places", "store"))
        items.append(item(request, _("Consignment"), "consignments", "handshake"))
        items.append(item(request, _("Order routing"), "routing", "truck"))
        items.append(item(request, _("Safety stock"), "safety_stock", "shield"))
        items.append(item(request, _("What is shown"), "shown_stock", "eye"))
        if allows(actor, SET_QUOTAS):
            items.append(item(request, _("Quotas"), "quotas", "scale"))
    if allows(actor, procurement.SEE):
        waiting = open_proposals(actor)
        items.append(item(request, _("Replenishment"), "replenishment", "repeat", count=waiting))
    if allows(actor, procurement.SEE_FORECAST):
        items.append(item(request, _("What will be needed"), "forecast", "chart-line"))
    return NavGroup(items, _("Stock"))


def _goods(request: Request, actor: Actor) -> NavGroup:
    items = []
    if allows(actor, SEE_PRODUCTS):
        items.append(item(request, _("Goods"), "goods", "package"))
    if allows(actor, SUBMIT_PRODUCT):
        items.append(item(request, _("Descriptions"), "products", "file-text"))
    if allows(actor, SEE_PRODUCTS):
        items.append(item(request, _("Labels"), "labels", "printer"))
    if any(allows(actor, permission) for permission in OF_KIND.values()):
        items.append(item(request, _("Imports"), "imports", "file-spreadsheet"))
    return NavGroup(items, _("Goods"))


def _prices(request: Request, actor: Actor) -> NavGroup:
    items = []
    if allows(actor, SEE_PRICE_LISTS):
        items.append(item(request, _("Prices"), "prices", "tag"))
        items.append(item(request, _("Price lists"), "price_lists", "tags"))
    if allows(actor, SEE_CONTRACTS):
        items.append(item(request, _("Contracts"), "contracts", "handshake"))
    if allows(actor, SEE_TAXES):
        items.append(item(request, _("Taxes"), "taxes", "percent"))
    if allows(actor, SEE_MANUAL):
        waiting = waiting_prices(actor) if allows(actor, APPROVE_PRICE) else None
        items.append(item(request, _("Prices given by hand"), "manual_prices", "tag", count=waiting))
    if allows(actor, SEE_PROMOTIONS):
        items.append(item(request, _("Promotions"), "promotions", "badge-percent"))
    if allows(actor, SEE_PRODUCTS):
        items.append(item(request, _("Quantities asked"), "quantity_terms", "boxes"))
    if allows(actor, "organisations.see_order_minimums"):
        items.append(item(request, _("Small orders"), "order_minimums", "percent"))
    if allows(actor, SEE_FREIGHT):
        items.append(item(request, _("Freight"), "freight", "truck"))
    return NavGroup(items, _("Prices"))


def _house(request: Request, actor: Actor) -> NavGroup:
    items = []
    if allows(actor, "billing.see_statements"):
        items.append(item(request, _("Money"), "money", "wallet", count=count_to_claim(actor)))
    if allows(actor, SUBMIT_QUALIFICATION):
        href = reverse("gate:qualifications")
        shown = current(request, href)
        items.append(NavItem(_("Licences and certificates"), href, "file-text", current=shown))
    if allows(actor, "organisations.see_people"):
        items.append(item(request, _("Team"), "team", "users"))
    return NavGroup(items, _("Company"))
