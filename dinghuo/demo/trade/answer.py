"""The seller answers an order: all of it, in part with the rest on back-order, not a line, or nothing at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from dinghuo.demo.trade.deal import ZERO, Deal, DealLine
from dinghuo.demo.trade.settle import Changes, settle
from dinghuo.demo.trade.stock import Paper
from dinghuo.demo.trade.world import Who, World
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.events import OrderConfirmed
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.rules.counters import Counters

#: Shares of the orders: refused as a whole; with a line refused; answered late.
REFUSED, LINE_REFUSED, LATE = 0.012, 0.04, 0.03
REASONS_TO_REFUSE = (
    "该批次质检未通过，暂停发货。",
    "工厂停产检修。",
    "包装升级，旧款不再供应。",
    "产地缺货，到货时间不确定。",
)
REASONS_BACK = ("当前库存不足，余量到货即发。", "生产排期中，余量稍后发货。")
#: Hours from placing (or approving) to the answer.
HOURS, LATE_HOURS = (0.5, 20), (50, 110)

Then = Callable[[World, Deal, datetime], None]


def expect_answer(world: World, deal: Deal, at: datetime, then: Then) -> None:
    """Let the seller answer in its own time; `then` follows when something may be shipped."""
    late = world.chance.random() < LATE
    hours = world.chance.uniform(*(LATE_HOURS if late else HOURS))
    world.later(at + timedelta(hours=hours), lambda when: answer(world, deal, when, then))


def answer(world: World, deal: Deal, at: datetime, then: Then) -> None:
    """Answer every line."""
    who = world.who(world.company(deal.seller), "sales")
    if world.chance.random() < REFUSED:
        reason = world.chance.choice(REASONS_TO_REFUSE)
        _answer(world, deal, {line: _refusal(line) for line in deal.lines}, at, who, reason)
        return
    answers: dict[DealLine, tuple[Decimal, Decimal, Decimal]] = {}
    reasons = []
    for line in deal.lines:
        wanted = line.counters.ordered
        if len(deal.lines) > 1 and world.chance.random() < LINE_REFUSED / len(deal.lines) * 4:
            answers[line] = (ZERO, ZERO, wanted)
            line.reason = world.chance.choice(REASONS_TO_REFUSE)
            reasons.append(line.reason)
        elif line.held < wanted:
            line.promised = (at + timedelta(days=world.chance.randint(4, 15))).date()
            line.reason = world.chance.choice(REASONS_BACK)
            answers[line] = (line.held, wanted - line.held, ZERO)
            reasons.append(line.reason)
        else:
            answers[line] = (wanted, ZERO, ZERO)
    _answer(world, deal, answers, at, who, "; ".join(dict.fromkeys(reasons)))
    if any(line.counters.to_ship for line in deal.lines):
        then(world, deal, at)
    _expect_goods(world, deal, at, then)


def _expect_goods(world: World, deal: Deal, at: datetime, then: Then) -> None:
    for line in deal.lines:
        if line.counters.backordered and line.promised:
            days = (line.promised - at.date()).days + world.chance.choice((-1, 0, 0, 0, 1, 4))
            world.later(
                at + timedelta(days=max(1, days)),
                partial(_come, world, deal, line, then),
            )


def _come(world: World, deal: Deal, line: DealLine, then: Then, at: datetime) -> None:
    quantity = line.counters.backordered
    if not quantity:
        return
    who = world.who(world.company(deal.seller), "sales")
    paper: Paper = ("order", deal.id, deal.number)
    world.stock.hold(line.sold, line.id, quantity, at, who, paper)
    line.held += quantity
    _answer(world, deal, {line: (quantity, ZERO, ZERO)}, at, who, "")
    then(world, deal, at)


def _refusal(line: DealLine) -> tuple[Decimal, Decimal, Decimal]:
    return (ZERO, ZERO, line.counters.ordered)


def _answer(
    world: World,
    deal: Deal,
    answers: dict[DealLine, tuple[Decimal, Decimal, Decimal]],
    at: datetime,
    who: Who,
    reason: str,
) -> None:
    changed: dict[DealLine, Counters] = {}
    for line, (accept, backorder, refuse) in answers.items():
        after = rules.answer(line.counters, accept, backorder, refuse)
        if after is None:
            raise RuntimeError(f"{deal.number}: more is answered than asked")
        changed[line] = after
        if refuse:
            line.reason = line.reason or reason
    _release(world, deal, changed, at, who)
    deal.answered_at = deal.answered_at or at
    settle(world, deal, changed, at, who, reason)
    told = [_told(line, *parts) for line, parts in answers.items()]
    world.record(OrderConfirmed, at, who, deal.subject, deal.parties, {"lines": told}, reason)


def _release(world: World, deal: Deal, changed: Changes, at: datetime, who: Who) -> None:
    # What a line holds beyond what it may still need (ordering.steps.hold_goods).
    for line, counters in changed.items():
        surplus = line.held - counters.to_ship - counters.pending
        if surplus > 0:
            world.stock.release(line.id, surplus, at, who, ("order", deal.id, deal.number))
            line.held -= surplus


def _told(line: DealLine, accept: Decimal, backorder: Decimal, refuse: Decimal) -> dict[str, Any]:
    told: dict[str, Any] = {"line": line.position}
    for name, quantity in (("accept", accept), ("backorder", backorder), ("refuse", refuse)):
        if quantity:
            told[name] = plain(quantity)
    if line.promised:
        told["promised_date"] = line.promised.isoformat()
    if line.reason:
        told["reason"] = line.reason
    return told
