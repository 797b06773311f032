"""Makes the sheet of a purchase order."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.fields import translated
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.queries.sums import order_sums, shared_discount
from dinghuo.papers.queries.paper import House, capitals, destination, exempted, goods, party, promoted, terms
from dinghuo.papers.rules import words
from dinghuo.papers.rules.sheet import Cell, Column, Sheet, Total, breakable
from dinghuo.pricing.queries.taxes.told import EXCLUDED, INCLUDED, as_shown
from dinghuo.promotions.queries.discounts_of import OrderDiscount


def purchase_order(
    order: Order, house: House, own: Mapping[UUID, str], discounts: Sequence[OrderDiscount] = ()
) -> Sheet:
    """What the buyer ordered, at which prices. The order comes with its parties and lines; `own` are the
    buyer's own codes by variant; `discounts`: which promotions gave what."""
    language, currency = house.language, order.currency
    lines = list(order.lines.all())
    parties = [party(_("Buyer"), order.buyer, language), party(_("Seller"), order.seller, language)]
    if where := destination(_("Deliver to"), order.delivery_address):
        parties.append(where)
    facts = [
        (_("Ordered on"), words.day_at(order.placed_at, house.time_zone, language)),
        (_("Order group"), order.group_number),
        (_("Your reference"), breakable(order.reference)),
        (_("Payment"), terms(order)),
        (_("Deliver by"), words.day(order.requested_date, language) if order.requested_date else ""),
        (_("Ordered by"), breakable(order.placed_by_name)),
        (_("Sold through"), translated(order.storefront.name, order.storefront.names, language)),
    ]
    return Sheet(
        title=_("Purchase order"),
        number=order.number,
        code=order.number,
        facts=[fact for fact in facts if fact[1]],
        parties=parties,
        columns=[
            Column("#", "right"),
            Column(_("Goods"), width=1),
            Column(_("Quantity"), "right"),
            Column(_("Unit price"), "right"),
            Column(_("Tax rate"), "right"),
            Column(_amount_words(order) % {"currency": currency}, "right"),
        ],
        rows=[_row(order, line, house, own) for line in lines],
        totals=_totals(order, language, discounts),
        capitals=capitals(order.total, currency, language),
        capitals_label=_("Total in capitals"),
        notes=[
            *exempted(lines),
            *([_("Note: %(note)s") % {"note": breakable(order.note)}] if order.note else []),
        ],
        signatures=[_("Signed for the buyer"), _("Signed for the seller")],
        stamp_label=_("Company seal"),
        page_label=_("Page {page} of {pages}"),
    )


def _amount_words(order: Order) -> str:
    without = order.shown_tax == EXCLUDED
    return _("Amount without tax (%(currency)s)") if without else _("Amount with tax (%(currency)s)")


def _row(order: Order, line: OrderLine, house: House, own: Mapping[UUID, str]) -> list[Cell]:
    currency = order.currency
    base = "" if line.factor == 1 else f"= {words.quantity(line.quantity * line.factor, line.base_unit)}"
    unit_price = as_shown(line.unit_price, line.tax_included, order.shown_tax, line.tax_rate)
    has_tax = order.shown_tax == INCLUDED if order.shown_tax else line.tax_included
    included = _("tax included") if has_tax else _("without tax")
    return [
        Cell(str(line.position)),
        goods(line, house.language, own),
        Cell(words.quantity(line.quantity, line.unit), base),
        Cell(words.price(unit_price, currency), included if line.tax else ""),
        Cell(words.share(line.tax_rate)),
        Cell(words.amount(line.total - line.tax if order.shown_tax == EXCLUDED else line.total, currency)),
    ]


def _totals(order: Order, language: str, discounts: Sequence[OrderDiscount]) -> list[Total]:
    currency, sums = order.currency, order_sums(order, without_tax=True)
    totals = [Total(_("Goods without tax"), words.amount(sums.goods, currency))]
    if sums.discount:
        totals.append(Total(_("Discount without tax"), words.less(sums.discount, currency)))
        parts = shared_discount(sums.discount, order.discount, [each.amount for each in discounts], currency)
        totals += [
            Total(promoted(each), words.less(amount, currency))
            for each, amount in zip(discounts, parts, strict=True)
        ]
    if order.fee:
        totals.append(
            Total(_("Small-order fee without tax"), words.amount(order.fee - order.fee_tax, currency))
        )
    if order.freight_terms:
        sent = words.amount(order.freight - order.freight_tax, currency)
        totals.append(Total(_("Freight without tax"), sent))
    totals.append(Total(_("Tax"), words.amount(order.tax, currency)))
    totals.append(Total(_("Total"), words.money(order.total, currency, language), strong=True))
    return totals
