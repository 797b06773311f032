"""Writes the year: every order as it stands at the end, and all the rows it has left on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dinghuo.billing.models import Allocation, Invoice, InvoiceLine, Payment
from dinghuo.demo.trade.books import DIGEST
from dinghuo.demo.trade.deal import CURRENCY, ZERO, Deal, DealLine
from dinghuo.demo.trade.place import write_hold
from dinghuo.demo.trade.ship import Parcel
from dinghuo.demo.trade.world import World
from dinghuo.finance.models import (
    Account,
    CreditHold,
    CreditLine,
    CreditMove,
    Entry,
    OrderAdvance,
    PrepaidBalance,
)
from dinghuo.foundation.models import EventRow, NumberSeries
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.models import Receipt, ReceiptLine, Shipment, ShipmentLine, TrackingEvent
from dinghuo.fulfilment.rules.receipt import Carried, shipment_state
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.models import Movement, Reservation, Stock
from dinghuo.ordering.models import LineMove, Order, OrderGroup, OrderLine, OrderMessage
from dinghuo.ordering.rules.counters import NAMES

#: Tables in the order in which their foreign keys allow them to be written.
TABLES = (
    NumberSeries,
    Stock,
    OrderGroup,
    Order,
    OrderLine,
    LineMove,
    OrderMessage,
    Movement,
    Reservation,
    CreditLine,
    CreditHold,
    CreditMove,
    Account,
    Entry,
    OrderAdvance,
    PrepaidBalance,
    Shipment,
    ShipmentLine,
    TrackingEvent,
    Receipt,
    ReceiptLine,
    Invoice,
    InvoiceLine,
    Payment,
    Allocation,
    EventRow,
)


@dataclass
class Year:
    """A year that has been lived through."""

    world: World
    deals: list[Deal]
    parcels: list[Parcel]


def write_year(year: Year) -> dict[str, int]:
    """Write everything, in a context of the market; returns how many rows of what."""
    world, deals, parcels = year.world, year.deals, year.parcels
    for deal in deals:
        _order(world, deal)
        for line in deal.lines:
            _line(world, deal, line)
        write_hold(world, deal)
        _money(world, deal)
    for parcel in parcels:
        _shipment(world, parcel)
    _balances(world, _oldest_due(deals))
    world.stock.close(world.end)
    written = {
        model.__name__: write_rows(model, world.rows.take(model), DIGEST if model is Entry else None)
        for model in TABLES
    }
    if world.rows.left:
        raise RuntimeError(f"nobody writes {list(world.rows.left)}")
    return written


def _order(world: World, deal: Deal) -> None:
    world.rows.add(
        Order,
        id=deal.id,
        number=deal.number,
        group_id=deal.group[0],
        group_number=deal.group[1],
        storefront_id=deal.storefront_id,
        state=deal.state.value,
        approval=deal.approval.value,
        delivery_state=deal.delivery_state.value,
        payment_state=deal.payment_state.value,
        currency=CURRENCY,
        subtotal=sum((line.amounts.extended for line in deal.lines), ZERO),
        tax=sum((line.amounts.tax for line in deal.lines), ZERO),
        total=deal.total,
        payable=deal.payable,
        paid=deal.paid,
        payment_method=deal.method,
        payment_term_days=deal.term_days,
        credit_line_id=world.credits[deal.credit.line_code].id if deal.credit else None,
        delivery_address=deal.party.company.address,
        placed_by_id=deal.placed_by.person_id,
        placed_by_name=deal.placed_by.person_name,
        placed_by_organisation_id=deal.placed_by.company_id,
        placed_at=deal.placed_at,
        answered_at=deal.answered_at,
        version=deal.version,
        **deal.both,
    )


def _line(world: World, deal: Deal, line: DealLine) -> None:
    item = line.sold.item
    world.rows.add(
        OrderLine,
        id=line.id,
        order_id=deal.id,
        position=line.position,
        variant_id=item.id,
        sku=item.sku,
        name=item.words.chinese,
        names=item.words.translations,
        stocked=True,
        unit=item.unit,
        base_unit=item.article.unit,
        factor=item.factor,
        quantity=line.quantity,
        unit_price=line.price,
        list_price=line.price,
        tax_rate=item.article.tax_rate,
        extended=line.amounts.extended,
        tax=line.amounts.tax,
        total=line.amounts.total,
        explanation=line.explanation,
        promised_date=line.promised,
        answer_reason=line.reason,
        held=line.held,
        **{name: getattr(line.counters, name) for name in NAMES},
        **deal.both,
    )


def _money(world: World, deal: Deal) -> None:
    for bill in deal.bills:
        world.rows.add(
            Invoice,
            id=bill.id,
            number=bill.number,
            order_id=deal.id,
            order_number=deal.number,
            currency=CURRENCY,
            total=bill.total,
            allocated=bill.allocated,
            due_on=bill.due_on,
            **bill.columns,
            **deal.both,
        )
    for payment in deal.payments:
        world.rows.add(Payment, **payment)
    if deal.had_advance:
        world.rows.add(OrderAdvance, order_id=deal.id, currency=CURRENCY, amount=deal.advance, **deal.both)


def _shipment(world: World, parcel: Parcel) -> None:
    deal = parcel.deal
    carried = {
        line: Carried(quantity, parcel.accepted.get(line, ZERO), parcel.rejected.get(line, ZERO))
        for line, quantity in parcel.carried.items()
    }
    world.rows.add(
        Shipment,
        id=parcel.id,
        number=parcel.number,
        order_id=deal.id,
        order_number=deal.number,
        state=shipment_state(carried.values()).value,
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number,
        delivery_address=deal.party.company.address,
        shipped_at=parcel.shipped_at,
        shipped_by_id=parcel.shipped_by[0],
        shipped_by_name=parcel.shipped_by[1],
        received_at=parcel.received_at,
        **deal.both,
    )
    for line, one in carried.items():
        taken = parcel.taken[line]
        known = taken[0][0] if len(taken) == 1 else None
        world.rows.add(
            ShipmentLine,
            id=parcel.line_ids[line],
            shipment_id=parcel.id,
            order_line_id=line.id,
            position=line.position,
            quantity=one.quantity,
            lot=known.lot if known else "",
            expires=known.expires if known else None,
            taken=[
                {
                    "quantity": plain(part),
                    "lot": balance.lot,
                    "expires": balance.expires.isoformat() if balance.expires else "",
                    "warehouse_id": str(world.stock.warehouse_of(balance)),
                }
                for balance, part in taken
            ],
            accepted=one.accepted,
            rejected=one.rejected,
            reason=parcel.reasons.get(line, ""),
            **deal.both,
        )


def _oldest_due(deals: Sequence[Deal]) -> dict[str, date]:
    """By credit line, when its oldest unpaid invoice is due."""
    found: dict[str, date] = {}
    for deal in deals:
        for bill in deal.bills:
            if deal.credit and bill.open_amount:
                code = deal.credit.line_code
                found[code] = min(bill.due_on, found.get(code, bill.due_on))
    return found


def _balances(world: World, oldest_due: Mapping[str, date]) -> None:
    for (kind, year), last in world.numbers.items():
        world.rows.add(NumberSeries, kind=kind, year=year, last=last)
    for code, credit in world.credits.items():
        world.rows.add(
            CreditLine,
            id=credit.id,
            creditor_id=credit.creditor_id,
            debtor_id=credit.debtor_id,
            currency=CURRENCY,
            credit_limit=credit.limit,
            term_days=credit.term_days,
            ordered=credit.buckets.ordered,
            shipped=credit.buckets.shipped,
            invoiced=credit.buckets.invoiced,
            oldest_due=oldest_due.get(code),
            created_at=world.start,
        )
        world.rows.add(
            CreditMove,
            id=world.ids.at(world.start),
            line_id=credit.id,
            creditor_id=credit.creditor_id,
            debtor_id=credit.debtor_id,
            kind="limit",
            limit_delta=credit.limit,
            person_name=world.opened.operator["finance"].name,
            at=world.start,
        )
    for (creditor_id, debtor_id), balance in world.prepaid.items():
        world.rows.add(
            PrepaidBalance, creditor_id=creditor_id, debtor_id=debtor_id, currency=CURRENCY, balance=balance
        )
