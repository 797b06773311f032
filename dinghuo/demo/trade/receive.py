"""The buyer receives a shipment and inspects it; what it accepts is invoiced."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from dinghuo.billing.events import InvoiceIssued
from dinghuo.billing.models import InvoiceLine
from dinghuo.billing.rules.periods import due_on
from dinghuo.demo.trade.books import post
from dinghuo.demo.trade.deal import CURRENCY, ZERO, Bill, Deal, DealLine
from dinghuo.demo.trade.pay import allocate_advance, expect_payment
from dinghuo.demo.trade.settle import settle
from dinghuo.demo.trade.ship import Parcel
from dinghuo.demo.trade.world import SYSTEM, Who, World
from dinghuo.finance.rules.chart import receivable, sales, tax_payable
from dinghuo.finance.rules.portion import LineValue, value_upto
from dinghuo.finance.states import EntryKind
from dinghuo.foundation.money import round_amount
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.events import ShipmentReceived
from dinghuo.fulfilment.models import Receipt, ReceiptLine
from dinghuo.ordering.rules import counters as rules

#: Share of the lines of which something is rejected, and why.
REJECTED = 0.015
REASONS = (
    "外箱破损，内装受潮。",
    "临期，剩余保质期不足三分之一。",
    "少量破瓶。",
    "与订购规格不符。",
    "封口漏气。",
)


def receive(world: World, parcel: Parcel, at: datetime) -> None:
    """Receive all of a parcel, and invoice what is accepted."""
    deal = parcel.deal
    who = world.who(deal.party.company, world.chance.choice(("purchase", "admin")))
    changed = {}
    for line, quantity in parcel.carried.items():
        rejected = _rejected(world, line, quantity, parcel)
        after = rules.receive(line.counters, quantity - rejected, rejected)
        if after is None:
            raise RuntimeError(f"{deal.number}: more arrives than was sent")
        changed[line] = after
        parcel.accepted[line], parcel.rejected[line] = quantity - rejected, rejected
    parcel.received_at = at
    reason = "; ".join(dict.fromkeys(parcel.reasons.values()))
    receipt_id, number = world.ids.at(at), world.number("RC", at)
    _write(world, parcel, receipt_id, number, at, who)
    settle(world, deal, changed, at, who, reason, document=parcel.number)
    data = {
        "shipment": parcel.number,
        "shipment_id": str(parcel.id),
        "receipt": number,
        "receipt_id": str(receipt_id),
        "lines": [_told(parcel, line) for line in parcel.carried],
    }
    world.record(ShipmentReceived, at, who, deal.subject, deal.parties, data, reason)
    accepted = {line: quantity for line, quantity in parcel.accepted.items() if quantity}
    if accepted:
        _invoice(world, parcel, (receipt_id, number), accepted, at + timedelta(seconds=2))


def _rejected(world: World, line: DealLine, quantity: Decimal, parcel: Parcel) -> Decimal:
    if world.chance.random() >= REJECTED:
        return ZERO
    parcel.reasons[line] = world.chance.choice(REASONS)
    share = quantity if world.chance.random() < 0.1 else quantity * world.chance.randint(2, 12) / 100
    return min(quantity, max(Decimal(1), share.to_integral_value()))


def _write(world: World, parcel: Parcel, receipt_id: Any, number: str, at: datetime, who: Who) -> None:
    deal = parcel.deal
    world.rows.add(
        Receipt,
        id=receipt_id,
        number=number,
        shipment_id=parcel.id,
        order_id=deal.id,
        received_at=at,
        received_by_id=who.person_id,
        received_by_name=who.person_name,
        **deal.both,
    )
    for line in parcel.carried:
        world.rows.add(
            ReceiptLine,
            receipt_id=receipt_id,
            shipment_line_id=parcel.line_ids[line],
            order_line_id=line.id,
            position=line.position,
            accepted=parcel.accepted[line],
            rejected=parcel.rejected[line],
            reason=parcel.reasons.get(line, ""),
            **deal.both,
        )


def _told(parcel: Parcel, line: DealLine) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.sold.item.sku,
        "accepted": plain(parcel.accepted[line]),
        "rejected": plain(parcel.rejected[line]),
        "unit": line.sold.item.article.unit,
        "reason": parcel.reasons.get(line, ""),
    }


def _invoice(
    world: World, parcel: Parcel, receipt: tuple[Any, str], accepted: dict[DealLine, Decimal], at: datetime
) -> None:
    deal = parcel.deal
    invoice_id, number = world.ids.at(at), world.number("IN", at)
    whole = LineValue()
    changed = {}
    for line, quantity in accepted.items():
        upto = value_upto(line.value, line.counters.invoiced + quantity, line.counters.ordered, CURRENCY)
        value, line.billed = upto - line.billed, upto
        whole = whole + value
        _write_line(world, deal, invoice_id, line, quantity, value, at)
        after = rules.invoice(line.counters, quantity)
        if after is None:
            raise RuntimeError(f"{deal.number}: more is invoiced than accepted")
        changed[line] = after
    bill = _bill(world, parcel, invoice_id, number, receipt, whole, at)
    deal.bills.append(bill)
    buyer_id, seller_id = deal.parties
    post(
        world,
        EntryKind.INVOICE,
        ("invoice", invoice_id, number),
        deal,
        [(receivable(seller_id, buyer_id), bill.total)],
        [(sales(seller_id), bill.total - whole.tax), (tax_payable(seller_id), whole.tax)],
        at,
        SYSTEM,
    )
    allocate_advance(world, deal, ("invoice", invoice_id, number), None, at, SYSTEM)
    settle(world, deal, changed, at, SYSTEM, document=number, unpaid_invoices=deal.unpaid)
    data = {
        "invoice": number,
        "invoice_id": str(invoice_id),
        "total": str(round_amount(bill.total, CURRENCY)),
        "currency": CURRENCY,
        "due_on": bill.due_on.isoformat(),
        "receipt": receipt[1],
        "shipment": parcel.number,
    }
    world.record(InvoiceIssued, at, SYSTEM, deal.subject, deal.parties, data)
    expect_payment(world, deal, bill, at)


def _bill(
    world: World,
    parcel: Parcel,
    invoice_id: Any,
    number: str,
    receipt: tuple[Any, str],
    whole: LineValue,
    at: datetime,
) -> Bill:
    deal = parcel.deal
    issued_on = at.date()
    due = due_on(issued_on, deal.term_days)
    columns = {
        "receipt_id": receipt[0],
        "receipt_number": receipt[1],
        "shipment_number": parcel.number,
        "extended": whole.extended,
        "discount": whole.discount,
        "freight": ZERO,
        "tax": whole.tax,
        "term_days": deal.term_days,
        "issued_at": at,
        "issued_on": issued_on,
    }
    return Bill(invoice_id, number, whole.gross, due, columns)


def _write_line(
    world: World,
    deal: Deal,
    invoice_id: Any,
    line: DealLine,
    quantity: Decimal,
    value: LineValue,
    at: datetime,
) -> None:
    world.rows.add(
        InvoiceLine,
        id=world.ids.at(at),
        invoice_id=invoice_id,
        order_line_id=line.id,
        position=line.position,
        quantity=quantity,
        extended=value.extended,
        discount=value.discount,
        tax_rate=line.sold.item.article.tax_rate,
        tax=value.tax,
        total=value.gross,
        **deal.both,
    )
