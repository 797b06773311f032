"""Invoices what a receipt accepted."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.billing.events import InvoiceIssued
from dinghuo.billing.models import Invoice, InvoiceLine
from dinghuo.billing.rules.periods import due_on
from dinghuo.billing.steps.settle_invoices import settle_invoices
from dinghuo.billing.steps.value_receipt import Charged, value_receipt
from dinghuo.finance.queries.credit_lines import credit_of_order
from dinghuo.finance.rules.chart import legs, receivable, sales, tax_payable
from dinghuo.finance.rules.portion import ZERO, LineValue
from dinghuo.finance.states import EntryKind
from dinghuo.finance.steps.ledger.post_entry import post_entry
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.money import round_amount
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Receipt, ReceiptLine
from dinghuo.ordering.models import Order
from dinghuo.ordering.steps.lock_order import lock_order
from dinghuo.ordering.steps.mark_invoiced import mark_invoiced
from dinghuo.organisations.queries.today import day_of

PERMISSION = "billing.issue_invoice"


def issue_invoice(actor: Actor, receipt_id: UUID) -> Invoice | None:
    """Invoice a receipt's accepted units; None if it accepted none. The program does it when goods are
    received.

    Moves the order's credit on, posts receivable against sales and tax, and uses what was paid ahead. A
    receipt is invoiced once: asked again, the invoice there is comes back. Raises NotAllowed, NotFound.
    """
    require(actor, PERMISSION)
    with acting(actor):
        receipt = (
            Receipt.objects.filter(market_id=actor.market_id, id=receipt_id)
            .select_related("shipment")
            .first()
        )
        if receipt is None:
            raise NotFound(str(receipt_id))
        if actor.organisation_id != receipt.seller_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        order, lines = lock_order(actor, order_id=receipt.order_id)
        issued = Invoice.objects.filter(market_id=actor.market_id, receipt=receipt).first()
        accepted = _accepted(receipt)
        if issued is not None or not accepted:
            return issued
        charged = value_receipt(order, lines, accepted)
        invoice = _invoice(actor, order, receipt, charged)
        invoice.save(force_insert=True)
        InvoiceLine.objects.bulk_create(_line(invoice, one) for one in charged)
        document = Document("invoice", invoice.id, invoice.number)
        _post(actor, invoice, document)
        settled = settle_invoices(actor, order, document)
        amounts = {one.line.id: one.value.gross for one in charged}
        mark_invoiced(actor, order, lines, accepted, amounts, invoice.number, settled.unpaid)
        record(actor, _event(invoice))
        return invoice


def _accepted(receipt: Receipt) -> dict[UUID, Decimal]:
    rows = ReceiptLine.objects.filter(market_id=receipt.market_id, receipt=receipt, accepted__gt=0)
    return dict(rows.values_list("order_line_id", "accepted"))


def _invoice(actor: Actor, order: Order, receipt: Receipt, charged: Sequence[Charged]) -> Invoice:
    whole = sum((one.value for one in charged), LineValue())
    first = not Invoice.objects.filter(market_id=order.market_id, order=order).exists()
    # What an order costs beside its goods stands on its first invoice, whatever of it comes.
    beside = ("freight", "freight_tax", "fee", "fee_tax")
    charges = {name: getattr(order, name) if first else ZERO for name in beside}
    issued_at = now()
    issued_on = day_of(actor, issued_at)
    hold = credit_of_order(actor, order.id)
    term_days = hold.line.term_days if hold else order.payment_term_days
    return Invoice(
        market_id=order.market_id,
        number=draw_numbers(order.market_id, "IN")[0],
        order=order,
        order_number=order.number,
        receipt=receipt,
        receipt_number=receipt.number,
        shipment_number=receipt.shipment.number,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        currency=order.currency,
        extended=whole.extended,
        discount=whole.discount,
        **charges,
        tax=whole.tax + charges["freight_tax"] + charges["fee_tax"],
        total=whole.gross + charges["freight"] + charges["fee"],
        term_days=term_days,
        issued_at=issued_at,
        issued_on=issued_on,
        due_on=due_on(issued_on, term_days),
    )


def _line(invoice: Invoice, one: Charged) -> InvoiceLine:
    return InvoiceLine(
        market_id=invoice.market_id,
        invoice=invoice,
        order_line=one.line,
        buyer_id=invoice.buyer_id,
        seller_id=invoice.seller_id,
        position=one.line.position,
        quantity=one.quantity,
        extended=one.value.extended,
        discount=one.value.discount,
        tax_rate=one.line.tax_rate,
        tax=one.value.tax,
        total=one.value.gross,
    )


def _post(actor: Actor, invoice: Invoice, document: Document) -> None:
    if not invoice.total:
        return
    seller_id, buyer_id = invoice.seller_id, invoice.buyer_id
    post_entry(
        actor,
        EntryKind.INVOICE,
        document,
        buyer_id,
        seller_id,
        invoice.currency,
        debits=legs((receivable(seller_id, buyer_id), invoice.total)),
        credits=legs((sales(seller_id), invoice.total - invoice.tax), (tax_payable(seller_id), invoice.tax)),
        order_id=invoice.order_id,
    )


def _event(invoice: Invoice) -> InvoiceIssued:
    return InvoiceIssued(
        invoice.order_id,
        invoice.order_number,
        (invoice.buyer_id, invoice.seller_id),
        {
            "invoice": invoice.number,
            "invoice_id": str(invoice.id),
            "total": str(round_amount(invoice.total, invoice.currency)),
            "currency": invoice.currency,
            "due_on": invoice.due_on.isoformat(),
            "receipt": invoice.receipt_number,
            "shipment": invoice.shipment_number,
        },
    )
