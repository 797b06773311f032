"""The lists that can be saved as files, each with the filters of its screen."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from dinghuo.billing.models import Payment
from dinghuo.billing.queries.invoices import matching_invoices
from dinghuo.billing.queries.payments import matching_payments
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.integration.queries.exports.export import Column, Export
from dinghuo.integration.queries.exports.goods_rows import goods_rows
from dinghuo.integration.queries.exports.product_rows import product_columns, product_rows
from dinghuo.integration.queries.exports.words import OFFERS, ORDERS, PAYMENTS, STATUSES
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import matching_stock
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.orders import OrderFilter, matching
from dinghuo.organisations.models import Customer
from dinghuo.organisations.queries.organisations import matching_organisations
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.models import Price
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import visible_lists

Filters = Mapping[str, str]
#: Every filter that a list may have; `side` is the part that the actor's organisation takes.
FILTERS = ("q", "state", "need", "since", "until", "warehouse", "low", "list", "part", "status", "side")


def _orders(actor: Actor, filters: Filters) -> QuerySet[Any]:
    return matching(actor, _order_filter(filters)).order_by("-id")


def _order_lines(actor: Actor, filters: Filters) -> QuerySet[Any]:
    found = matching(actor, _order_filter(filters)).values("id")
    lines = OrderLine.objects.filter(market_id=actor.market_id, order_id__in=found)
    return lines.order_by("-order_id", "position")


def _order_filter(filters: Filters) -> OrderFilter:
    return OrderFilter(
        side=filters.get("side") or None,
        state=filters.get("state") or None,
        need=filters.get("need") or None,
        since=_start(filters.get("since", "")),
        until=_start(filters.get("until", ""), days=1),
        search=filters.get("q") or None,
    )


def _start(text: str, days: int = 0) -> datetime | None:
    try:
        day = parse_date(text) if text else None
        return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None
    except (ValueError, OverflowError):
        return None


def _prices(actor: Actor, filters: Filters) -> QuerySet[Any]:
    lists = visible_lists(actor, actor.organisation_id)
    if key := filters.get("list"):
        lists = lists.filter(key=key)
    found = Price.objects.filter(
        market_id=actor.market_id,
        list_id__in=lists.filter(state="active").values("id"),
        valid__contains=now(),
    )
    if text := filters.get("q", "").strip():
        found = found.filter(variant__sku__startswith=text) | found.filter(variant__name__icontains=text)
    return found.order_by("variant__sku", "list__key", "unit", "min_quantity")


def _stock(actor: Actor, filters: Filters) -> QuerySet[Any]:
    low = bool(filters.get("low"))
    found = matching_stock(
        actor, actor.organisation_id, filters.get("q", ""), filters.get("warehouse", ""), low=low
    )
    # As StockLine.available has it.
    barred = Q(recalled=True) | Q(warehouse__is_active=False) | Q(expires__lt=today(actor))
    free = Case(When(barred, then=Value(Decimal(0))), default=F("on_hand") - F("reserved"))
    found = found.annotate(available=free)
    return found.order_by("variant__sku", "warehouse__key", "lot", "id")


def _customers(actor: Actor, filters: Filters) -> QuerySet[Any]:
    found = matching_organisations(
        actor, filters.get("q", ""), filters.get("part", "") or "buyer", filters.get("status", "")
    )
    terms = Customer.objects.filter(market_id=actor.market_id, buyer_id__in=found.values("id"))
    if actor.scope != "market":
        terms = terms.filter(storefront__owner_id=actor.organisation_id)
    return terms.order_by("buyer__name", "buyer_id", "storefront__key")


def _companies(actor: Actor, filters: Filters) -> QuerySet[Any]:
    found = matching_organisations(
        actor, filters.get("q", ""), filters.get("part", ""), filters.get("status", "")
    )
    return found.order_by("name", "id")


def _invoices(actor: Actor, filters: Filters) -> QuerySet[Any]:
    found = matching_invoices(actor, filters.get("need", ""), filters.get("side", ""), filters.get("q", ""))
    return found.annotate(open=F("total") - F("allocated")).order_by("-id")


def _payments(actor: Actor, filters: Filters) -> QuerySet[Any]:
    rows = Payment.objects.filter(market_id=actor.market_id)
    sought = (filters.get("state", ""), filters.get("side", ""), filters.get("q", ""))
    return matching_payments(rows, actor, *sought).order_by("-id")


NUMBER = Column("number", _("Number"), ("number",))
BUYER = Column("buyer", _("Buyer"), ("buyer__name", "buyer__names"))
SELLER = Column("seller", _("Seller"), ("seller__name", "seller__names"))
CURRENCY = Column("currency", _("Currency"), ("currency",))
SKU = Column("sku", _("Code"), ("variant__sku",))
NAME = Column("name", _("Name"), ("variant__name", "variant__names"))
BASE_UNIT = Column("unit", _("Unit"), ("variant__product__base_unit",))
OF_ORDER = Column("order", _("Order"), ("order_number",))

EXPORTS: Mapping[str, Export] = {
    "orders": Export(
        VIEW,
        (
            *(NUMBER, Column("placed", _("Placed"), ("placed_at",)), BUYER, SELLER),
            Column("state", _("State"), ("state",), ORDERS),
            Column("total", _("Total"), ("total",)),
            Column("paid", _("Paid"), ("paid",)),
            *(CURRENCY, Column("reference", _("Buyer’s number"), ("reference",))),
        ),
        _orders,
    ),
    "order-lines": Export(
        VIEW,
        (
            Column("number", _("Number"), ("order__number",)),
            Column("placed", _("Placed"), ("order__placed_at",)),
            Column("buyer", _("Buyer"), ("order__buyer__name", "order__buyer__names")),
            Column("seller", _("Seller"), ("order__seller__name", "order__seller__names")),
            Column("state", _("State"), ("order__state",), ORDERS),
            *(Column("position", _("Line"), ("position",)), Column("sku", _("Code"), ("sku",))),
            Column("name", _("Name"), ("name", "names")),
            *(Column("quantity", _("Quantity"), ("quantity",)), Column("unit", _("Unit"), ("unit",))),
            Column("unit_price", _("Price"), ("unit_price",)),
            *(Column("tax", _("Tax"), ("tax",)), Column("total", _("Total"), ("total",))),
            Column("currency", _("Currency"), ("order__currency",)),
            Column("shipped", _("Shipped"), ("shipped",)),
            Column("accepted", _("Accepted"), ("accepted",)),
        ),
        _order_lines,
    ),
    "goods": Export(
        SEE_PRODUCTS,
        (
            *(SKU, Column("product", _("Product code"), ("variant__product__code",)), NAME, BASE_UNIT),
            Column("gtin", _("Barcode"), ("variant__gtin",)),
            Column("minimum", _("Minimum order"), ("minimum",)),
            Column("multiple", _("Order in steps of"), ("multiple",)),
            Column("lead_time_days", _("Lead time (days)"), ("lead_time_days",)),
            Column("starts_on", _("Offer from"), ("starts_on",)),
            Column("ends_on", _("Offer until"), ("ends_on",)),
            Column("regions", _("Regions"), ("region_codes",)),
            Column("price", _("Price"), ("price",)),
            *(Column("price_unit", _("Price per"), ("price_unit",)), CURRENCY),
            Column("available", _("Available"), ("available",)),
            Column("state", _("State"), ("state",), OFFERS),
        ),
        goods_rows,
    ),
    "products": Export(SEE_PRODUCTS, product_columns(), product_rows),
    "prices": Export(
        SEE_PRICE_LISTS,
        (
            *(SKU, NAME, Column("list", _("Price list"), ("list__key",))),
            Column("unit", _("Unit"), ("unit",)),
            Column("min_quantity", _("From quantity"), ("min_quantity",)),
            Column("amount", _("Price"), ("amount",)),
            Column("currency", _("Currency"), ("list__currency",)),
        ),
        _prices,
    ),
    "stock": Export(
        SEE_STOCK,
        (
            *(SKU, NAME, BASE_UNIT),
            Column("warehouse", _("Warehouse"), ("warehouse__key",)),
            *(Column("lot", _("Lot"), ("lot",)), Column("expires", _("Expires"), ("expires",))),
            Column("on_hand", _("On hand"), ("on_hand",)),
            Column("reserved", _("Promised"), ("reserved",)),
            Column("available", _("Free"), ("available",)),
        ),
        _stock,
    ),
    "customers": Export(
        "organisations.see_organisations",
        (
            Column("code", _("Code"), ("buyer__code",)),
            BUYER,
            Column("contact", _("Contact"), ("buyer__contact",)),
            Column("phone", _("Phone"), ("buyer__phone",)),
            Column("email", _("E-mail"), ("buyer__email",)),
            Column("storefront", _("Storefront"), ("storefront__key",)),
            Column("payment_term_days", _("Payment term (days)"), ("payment_term_days",)),
            Column("status", _("State"), ("buyer__status",), STATUSES),
        ),
        _customers,
    ),
    "companies": Export(
        "organisations.see_organisations",
        (
            *(Column("code", _("Code"), ("code",)), Column("name", _("Name"), ("name", "names"))),
            Column("tax_number", _("Tax number"), ("tax_number",)),
            *(Column("contact", _("Contact"), ("contact",)), Column("phone", _("Phone"), ("phone",))),
            *(Column("email", _("E-mail"), ("email",)), Column("status", _("State"), ("status",), STATUSES)),
        ),
        _companies,
    ),
    "invoices": Export(
        "billing.see_statements",
        (
            *(NUMBER, Column("issued", _("Invoiced on"), ("issued_on",)), OF_ORDER, BUYER, SELLER),
            Column("total", _("Total"), ("total",)),
            *(Column("paid", _("Paid"), ("allocated",)), Column("open", _("Open"), ("open",))),
            *(CURRENCY, Column("due", _("Pay by"), ("due_on",))),
        ),
        _invoices,
    ),
    "payments": Export(
        "billing.see_statements",
        (
            *(NUMBER, Column("reported", _("Reported"), ("reported_at",)), OF_ORDER, BUYER, SELLER),
            Column("amount", _("Amount"), ("amount",)),
            *(CURRENCY, Column("reference", _("Bank reference"), ("reference",))),
            Column("state", _("State"), ("state",), PAYMENTS),
        ),
        _payments,
    ),
}
