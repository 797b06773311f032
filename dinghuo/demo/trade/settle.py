"""Changes where a deal's units are, and brings states, credit and money in step: by the rules of the domains."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from dinghuo.demo.trade.books import post
from dinghuo.demo.trade.deal import CURRENCY, ZERO, Deal, DealLine
from dinghuo.demo.trade.world import Who, World
from dinghuo.finance.models import CreditMove
from dinghuo.finance.rules.chart import advance, prepaid
from dinghuo.finance.rules.exposure import Buckets, exposure, payable
from dinghuo.finance.states import CreditMoveKind, EntryKind
from dinghuo.ordering.models import LineMove
from dinghuo.ordering.rules import progress
from dinghuo.ordering.rules.counters import NAMES, Counters

Changes = Mapping[DealLine, Counters]


def settle(
    world: World,
    deal: Deal,
    changed: Changes,
    at: datetime,
    who: Who,
    reason: str = "",
    document: str = "",
    unpaid_invoices: Decimal | None = None,
) -> None:
    """Give lines their new quantities, log every move, derive the states, align the credit."""
    # Text once for all lines: the moves are the most rows of all.
    same = {
        "order_id": str(deal.id),
        "person_id": who.person_id and str(who.person_id),
        "person_name": who.person_name,
        "reason": reason,
        "document": document,
        "at": str(at),
        **deal.both,
    }
    for line, counters in changed.items():
        line_id, before = str(line.id), line.counters
        for name in NAMES:
            old, new = getattr(before, name), getattr(counters, name)
            if old is not new and old != new:
                world.rows.add(
                    LineMove, id=world.ids.text_at(at), line_id=line_id, kind=name, quantity=new - old, **same
                )
        line.counters = counters
    settle_states(deal)
    settle_money(world, deal, at, who, unpaid_invoices)


def settle_states(deal: Deal, new_version: bool = True) -> None:
    """Derive what is owed and the states from the lines (ordering.steps.settle_lines.settle_order)."""
    counters = [line.counters for line in deal.lines]
    deal.payable = payable([line.use for line in deal.lines], ZERO, CURRENCY)
    deal.payment_state = progress.payment_state(deal.paid, deal.payable)
    deal.delivery_state = progress.delivery_state(counters)
    deal.state = progress.order_state(counters, deal.approval, deal.payment_state)
    deal.version += new_version


def settle_money(
    world: World, deal: Deal, at: datetime, who: Who, unpaid_invoices: Decimal | None = None
) -> None:
    """Align the credit with the lines, and give back to the prepaid balance what was paid for units that won't come."""
    if deal.credit is not None:
        target = exposure(
            [line.use for line in deal.lines],
            freight=ZERO,
            freight_invoiced=any(line.counters.invoiced for line in deal.lines),
            unpaid_invoices=deal.credit.buckets.invoiced if unpaid_invoices is None else unpaid_invoices,
            currency=CURRENCY,
        )
        use_credit(world, deal, target, CreditMoveKind.ALIGN, at, who)
    surplus = min(deal.paid - deal.payable, deal.advance)
    if surplus > 0:
        _give_back(world, deal, surplus, at, who)


def use_credit(
    world: World, deal: Deal, target: Buckets, kind: CreditMoveKind, at: datetime, who: Who
) -> None:
    """Bring what the deal uses of its credit line to the target, and log the difference."""
    use = deal.credit
    if use is None:
        return
    change = target - use.buckets
    if change == Buckets():
        return
    line = world.credits[use.line_code]
    line.change(change)
    use.buckets = target
    world.rows.add(
        CreditMove,
        id=world.ids.at(at),
        line_id=line.id,
        creditor_id=line.creditor_id,
        debtor_id=line.debtor_id,
        kind=kind.value,
        ordered_delta=change.ordered,
        shipped_delta=change.shipped,
        invoiced_delta=change.invoiced,
        order_id=deal.id,
        document_kind="order",
        document_id=deal.id,
        document_number=deal.number,
        person_id=who.person_id,
        person_name=who.person_name,
        at=at,
    )


def _give_back(world: World, deal: Deal, amount: Decimal, at: datetime, who: Who) -> None:
    deal.advance -= amount
    world.prepaid[deal.seller_id, deal.buyer_id] += amount
    post(
        world,
        EntryKind.PREPAID_RETURN,
        ("order", deal.id, deal.number),
        deal,
        [(advance(deal.seller_id, deal.buyer_id), amount)],
        [(prepaid(deal.seller_id, deal.buyer_id), amount)],
        at,
        who,
    )
    deal.paid -= amount
    settle_states(deal, new_version=False)
