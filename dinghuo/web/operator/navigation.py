"""The places of the operator's console."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import allows
from dinghuo.web.shared.account import account_items, house_name, notices_item
from dinghuo.web.shared.navigation import NavGroup, Navigation, NavItem, current
from dinghuo.web.shared.session import Request

SAVE_GROUP = "organisations.save_customer_group"


def navigation(request: Request) -> Navigation:
    """What this person may go to."""
    trade = [
        _place(request, _("Dashboard"), "dashboard", "chart-column", "insight.see_dashboard", _("Today")),
        _place(request, _("Orders"), "orders", "clipboard-list", "ordering.view_orders", _("Orders")),
    ]
    market = [
        _place(
            request,
            _("Companies"),
            "organisations",
            "building-2",
            "organisations.see_organisations",
            _("Companies"),
        ),
        _place(request, _("Registrations"), "registrations", "inbox", "organisations.see_registrations"),
        _place(request, _("Storefronts"), "storefronts", "store", "organisations.see_storefronts"),
        _place(request, _("Customer groups"), "customer_groups", "users", SAVE_GROUP),
        _place(request, _("Levels"), "levels", "star", "members.see_levels"),
        _place(request, _("What a customer pays"), "price_question", "tag", "pricing.price_for_customer"),
        _place(request, _("Small orders"), "order_minimums", "percent", "organisations.see_order_minimums"),
        _place(request, _("Freight"), "freight", "truck", "ordering.see_freight_terms"),
        _place(request, _("Quantities asked"), "quantity_terms", "boxes", "catalogue.see_products"),
        _place(request, _("Imports"), "imports", "file-spreadsheet", "catalogue.load_products"),
    ]
    house = [
        _place(request, _("People"), "people", "users", "organisations.see_people"),
        _place(request, _("Roles"), "roles", "shield", "organisations.see_people"),
        _place(request, _("API keys"), "api_keys", "key-round", "integration.manage_api_keys"),
        _place(request, _("Audit"), "audit", "history", "organisations.see_people"),
    ]
    groups = (
        ("", trade),
        (_("Market"), market),
        (_("Goods"), _goods(request)),
        (_("Money"), _money(request)),
        (_("House"), house),
    )
    return Navigation(
        home=reverse("operator:dashboard"),
        name=house_name(request),
        groups=[NavGroup([item for item in items if item], label) for label, items in groups if any(items)],
        search=reverse("operator:orders"),
        search_words=_("Order, buyer, seller"),
        notices=notices_item(request),
        person=account_items(request),
    )


def _money(request: Request) -> list[NavItem | None]:
    return [
        _place(request, _("Payments"), "payments", "banknote", "billing.see_statements", _("Money")),
        _place(request, _("Receivables"), "receivables", "hand-coins", "billing.see_statements"),
        _place(request, _("Credit lines"), "credit", "credit-card", "finance.see_credit"),
        _place(request, _("Trial balance"), "ledger", "scale", "finance.see_ledger"),
    ]


def _goods(request: Request) -> list[NavItem | None]:
    return [
        _place(request, _("Product review"), "products", "package-check", "catalogue.review_product"),
        _place(
            request,
            _("Licences and certificates"),
            "qualifications",
            "file-text",
            "catalogue.review_qualification",
        ),
        _place(request, _("Attributes"), "attributes", "list-checks", "catalogue.save_attribute"),
        _place(request, _("Search words"), "synonyms", "search", "catalogue.save_synonym"),
        _place(request, _("Tax rates"), "tax_rates", "percent", "catalogue.save_tax_rate"),
        _place(request, _("Recalls"), "recalls", "shield", "inventory.recall_lot"),
        _place(request, _("Consignment"), "consignments", "handshake", "inventory.see_stock"),
        _place(request, _("Assortments"), "assortments", "eye", "catalogue.save_assortment"),
        _place(request, _("Labels"), "labels", "tag", "catalogue.see_products"),
        _place(request, _("Forecasts"), "forecasts", "chart-line", "procurement.share_forecast"),
        _place(request, _("Book of stock"), "stock_book", "boxes", "inventory.approve_stock"),
        _place(request, _("Price lists"), "price_lists", "tag", "pricing.see_price_lists"),
        _place(request, _("Contracts"), "contracts", "handshake", "pricing.see_contracts"),
        _place(request, _("Taxes"), "taxes", "percent", "pricing.see_taxes"),
        _place(request, _("Prices given by hand"), "manual_prices", "tag", "pricing.see_manual_prices"),
        _place(request, _("Related products"), "links", "repeat", "catalogue.save_links"),
        _place(request, _("Same goods"), "merges", "handshake", "catalogue.merge_goods"),
        _place(request, _("Comparison"), "comparison", "scale", "catalogue.set_comparison"),
        _place(request, _("Promotions"), "promotions", "badge-percent", "promotions.see_promotions"),
    ]


def _place(
    request: Request, words: str, route: str, icon: str, permission: str, short: str = ""
) -> NavItem | None:
    if request.actor is None or not allows(request.actor, permission):
        return None
    address = reverse(f"operator:{route}")
    here = current(request, address, exact=route == "dashboard")
    return NavItem(words, address, icon, thumb=bool(short), short=short, current=here)
