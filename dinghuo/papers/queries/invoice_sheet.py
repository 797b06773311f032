"""Makes the sheet of an invoice."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.billing.models import Invoice, InvoiceLine
from dinghuo.papers.queries.paper import House, both_units, capitals, exempted, goods, party
from dinghuo.papers.rules import words
from dinghuo.papers.rules.sheet import Cell, Column, Sheet, Total, breakable
from dinghuo.promotions.queries.discounts_of import OrderDiscount


def invoice_sheet(
    invoice: Invoice, house: House, own: Mapping[UUID, str], discounts: Sequence[OrderDiscount] = ()
) -> Sheet:
    """What the buyer owes for accepted goods. The invoice comes with its order, parties and lines; `discounts`: what
    promotions gave the order."""
    language, currency = house.language, invoice.currency
    facts = [
        (_("Invoiced on"), words.day(invoice.issued_on, language)),
        (_("Pay by"), words.day(invoice.due_on, language)),
        (_("Order"), invoice.order_number),
        (_("Delivery note"), invoice.shipment_number),
        (_("Receipt"), invoice.receipt_number),
        (_("Your reference"), breakable(invoice.order.reference)),
    ]
    return Sheet(
        title=_("Invoice"),
        number=invoice.number,
        code=invoice.number,
        facts=[fact for fact in facts if fact[1]],
        parties=[party(_("Buyer"), invoice.buyer, language), party(_("Seller"), invoice.seller, language)],
        columns=[
            Column("#", "right"),
            Column(_("Goods"), width=1),
            Column(_("Accepted"), "right"),
            Column(_("Without tax"), "right"),
            Column(_("Tax rate"), "right"),
            Column(_("Tax"), "right"),
            Column(_("Amount with tax (%(currency)s)") % {"currency": currency}, "right"),
        ],
        rows=[_row(line, language, currency, own) for line in invoice.lines.all()],
        totals=_totals(invoice, language),
        capitals=capitals(invoice.total, currency, language),
        capitals_label=_("Total in capitals"),
        notes=[
            *_promotions(invoice, discounts),
            *exempted(line.order_line for line in invoice.lines.all()),
            _("This invoice settles the trade between the parties. It is not a tax invoice of the state."),
        ],
        signatures=[_("Signed for the seller"), _("Signed for the buyer")],
        stamp_label=_("Company seal"),
        page_label=_("Page {page} of {pages}"),
    )


def _promotions(invoice: Invoice, discounts: Sequence[OrderDiscount]) -> list[str]:
    """Where the discounts of its lines come from."""
    lines = {line.order_line_id for line in invoice.lines.all() if line.discount}
    names = [
        each.name + (f" ({each.code})" if each.code else "")
        for each in discounts
        if any(part.line_id in lines for part in each.parts)
    ]
    return [_("Discounts by: %(names)s") % {"names": breakable(", ".join(names))}] if names else []


def _row(line: InvoiceLine, language: str, currency: str, own: Mapping[UUID, str]) -> list[Cell]:
    net = line.extended - line.discount
    before = _("%(amount)s less discount") % {"amount": words.amount(line.extended, currency)}
    return [
        Cell(str(line.position)),
        goods(line.order_line, language, own),
        both_units(line.order_line, line.quantity),
        Cell(words.amount(net, currency), before if line.discount else ""),
        Cell(words.share(line.tax_rate)),
        Cell(words.amount(line.tax, currency)),
        Cell(words.amount(line.total, currency)),
    ]


def _totals(invoice: Invoice, language: str) -> list[Total]:
    currency = invoice.currency
    totals = [Total(_("Goods without tax"), words.amount(invoice.extended - invoice.discount, currency))]
    if invoice.fee:
        net = words.amount(invoice.fee - invoice.fee_tax, currency)
        totals.append(Total(_("Small-order fee without tax"), net))
    # What was freed is told: the order says the same.
    if invoice.freight or (invoice.order.freight_terms and not invoice.order.freight):
        net = words.amount(invoice.freight - invoice.freight_tax, currency)
        totals.append(Total(_("Freight without tax"), net))
    totals.append(Total(_("Tax"), words.amount(invoice.tax, currency)))
    totals.append(Total(_("Total"), words.money(invoice.total, currency, language), strong=True))
    if invoice.allocated:
        totals.append(Total(_("Paid"), words.amount(invoice.allocated, currency)))
        totals.append(Total(_("Still to be paid"), words.amount(invoice.open_amount, currency)))
    return totals
