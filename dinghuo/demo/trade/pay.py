"""The buyer pays and says so; the seller's or the operator's finance finds the money and books it."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from dinghuo.billing.events import PaymentReceived, PaymentRefused, PaymentReported
from dinghuo.billing.models import Allocation
from dinghuo.billing.rules.allocation import allocate
from dinghuo.billing.states import PaymentState, PaymentWay
from dinghuo.demo.trade.books import post
from dinghuo.demo.trade.deal import CURRENCY, ZERO, Bill, Deal
from dinghuo.demo.trade.settle import settle_money, settle_states
from dinghuo.demo.trade.stock import Paper
from dinghuo.demo.trade.world import Who, World
from dinghuo.finance.rules.chart import advance, bank, receivable
from dinghuo.finance.states import EntryKind
from dinghuo.foundation.money import round_amount

#: Shares: paid ahead by those who pay by transfer; found neither at the bank nor in the post.
AHEAD, REFUSED = 0.45, 0.012
#: Every so-manieth buyer pays late.
SLOW = 7


def expect_advance(world: World, deal: Deal, at: datetime) -> None:
    """Let some of those who pay by transfer pay at once."""
    if deal.method == "transfer" and world.chance.random() < AHEAD:
        hours = world.chance.uniform(0.5, 12)
        world.later(at + timedelta(hours=hours), lambda when: _report(world, deal, None, when))


def expect_payment(world: World, deal: Deal, bill: Bill, at: datetime) -> None:
    """Let the buyer pay an invoice about when it falls due, or later."""
    days = (bill.due_on - at.date()).days if deal.method == "credit" else world.chance.randint(1, 6)
    if pays_late(deal.party.told.code):
        days += world.chance.choice((0, 3, 12, 25, 45))
    else:
        days += world.chance.choice((-6, -4, -3, -2, -1, -1, 0, 0, 0, 2))
    when = at.replace(hour=world.chance.randint(9, 17)) + timedelta(days=max(1, days))
    world.later(when, lambda now: _report(world, deal, bill, now))


@cache
def pays_late(code: str) -> bool:
    """True for the buyers who are reminded."""
    return random.Random(f"pays late {code}").randrange(SLOW) == 0


def _report(world: World, deal: Deal, bill: Bill | None, at: datetime) -> None:
    amount = deal.payable - deal.paid - deal.on_its_way
    if bill is not None:
        amount = min(bill.open_amount, amount)
    if amount <= 0:
        return
    who = world.who(deal.party.company, "finance")
    row = {
        "id": world.ids.at(at),
        "number": world.number("PY", at),
        "order_id": deal.id,
        "order_number": deal.number,
        "currency": CURRENCY,
        "amount": amount,
        "method": PaymentWay.TRANSFER.value,
        "reference": f"{at:%Y%m%d}{world.chance.randrange(10**8):08d}",
        "paid_on": at.date(),
        "state": PaymentState.REPORTED.value,
        "reported_at": at,
        "reported_by_id": who.person_id,
        "reported_by_name": who.person_name,
        **deal.both,
    }
    deal.on_its_way += amount
    deal.payments.append(row)
    world.record(PaymentReported, at, who, deal.subject, deal.parties, _told(row))
    refused = world.chance.random() < REFUSED
    decide = _refuse if refused else _claim
    world.later(
        at + timedelta(hours=world.chance.uniform(1.5, 46)), lambda when: decide(world, deal, row, when)
    )


def _finance(world: World, deal: Deal) -> Who:
    # The house looks after the suppliers' money too, now and then.
    house = world.opened.operator if world.chance.random() < 0.3 else world.company(deal.seller)
    return world.who(house, "finance")


def _refuse(world: World, deal: Deal, row: dict, at: datetime) -> None:
    who = _finance(world, deal)
    reason = "银行流水中未查到该笔款项，请核对回单。"
    _decide(row, PaymentState.REFUSED, who, at)
    deal.on_its_way -= row["amount"]
    row["reason"] = reason
    world.record(PaymentRefused, at, who, deal.subject, deal.parties, _told(row), reason)
    # It is found out in a few days, and paid again.
    world.later(at + timedelta(days=3), lambda when: _report(world, deal, None, when))


def _claim(world: World, deal: Deal, row: dict, at: datetime) -> None:
    who = _finance(world, deal)
    _decide(row, PaymentState.RECEIVED, who, at)
    amount: Decimal = row["amount"]
    deal.on_its_way -= amount
    paper: Paper = ("payment", row["id"], row["number"])
    deal.advance += amount
    deal.had_advance = True
    buyer_id, seller_id = deal.parties
    post(
        world,
        EntryKind.PAYMENT,
        paper,
        deal,
        [(bank(seller_id), amount)],
        [(advance(seller_id, buyer_id), amount)],
        at,
        who,
        text=row["reference"],
    )
    allocated = allocate_advance(world, deal, paper, row["id"], at, who)
    deal.paid += amount
    settle_states(deal)
    settle_money(world, deal, at, who, deal.unpaid)
    told = _told(row) | {
        "allocated": {number: str(round_amount(part, CURRENCY)) for number, part in allocated.items()}
    }
    world.record(PaymentReceived, at, who, deal.subject, deal.parties, told)


def allocate_advance(
    world: World, deal: Deal, paper: Paper, payment_id: object, at: datetime, who: Who
) -> dict[str, Decimal]:
    """Pay the deal's invoices from what is in hand for it, the oldest first (billing.steps.settle_invoices)."""
    parts = allocate(deal.advance, [bill.open_amount for bill in deal.bills])
    paid = {bill: part for bill, part in zip(deal.bills, parts, strict=True) if part}
    if not paid:
        return {}
    for bill, part in paid.items():
        bill.allocated += part
        world.rows.add(
            Allocation,
            id=world.ids.at(at),
            invoice_id=bill.id,
            payment_id=payment_id,
            amount=part,
            at=at,
            **deal.both,
        )
    total = sum(paid.values(), ZERO)
    deal.advance -= total
    buyer_id, seller_id = deal.parties
    post(
        world,
        EntryKind.ALLOCATION,
        paper,
        deal,
        [(advance(seller_id, buyer_id), total)],
        [(receivable(seller_id, buyer_id), total)],
        at,
        who,
    )
    return {bill.number: part for bill, part in paid.items()}


def _decide(row: dict, state: PaymentState, who: Who, at: datetime) -> None:
    row |= {
        "state": state.value,
        "decided_at": at,
        "decided_by_id": who.person_id,
        "decided_by_name": who.person_name,
    }


def _told(row: dict) -> dict:
    return {
        "payment": row["number"],
        "payment_id": str(row["id"]),
        "amount": str(round_amount(row["amount"], CURRENCY)),
        "currency": CURRENCY,
        "method": row["method"],
        "reference": row["reference"],
    }
