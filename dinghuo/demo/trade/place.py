"""A buyer places what it wishes, as one order per seller; its approver agrees, or doesn't."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from dinghuo.demo.companies.company import branches
from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.trade.deal import CURRENCY, ZERO, CreditUse, Deal, DealLine
from dinghuo.demo.trade.plan import Wish
from dinghuo.demo.trade.settle import settle, settle_states, use_credit
from dinghuo.demo.trade.stock import Paper
from dinghuo.demo.trade.world import Party, Who, World
from dinghuo.finance.models import CreditHold
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.states import CreditMoveKind
from dinghuo.foundation.money import round_amount
from dinghuo.ordering.events import OrderApprovalRefused, OrderApproved, OrderCancelled, OrderPlaced
from dinghuo.ordering.models import OrderGroup
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import Approval, OrderState

#: What a purchaser may order without an approver, in yuan (companies/people.py).
PURCHASER_LIMIT = Decimal(5000)
#: Shares of the orders: paid by transfer though there is credit; placed by a representative; cancelled in time.
TRANSFERS, ON_BEHALF, CANCELLED, NOT_APPROVED = 0.12, 0.12, 0.025, 0.04
#: Of goods on back-order terms, the share of lines that find too little in stock.
SHORT = 0.05
REASONS_AGAINST = ("超出本月预算，请分批下单。", "库存还够，下周再订。", "单价偏高，先与供应商确认。")
REASONS_TO_CANCEL = ("门店临时盘点，本周不收货。", "下错单了，稍后重新下。", "客户取消活动。")

Next = Callable[[World, Deal, datetime], None]


def place(world: World, wish: Wish, then: Next) -> list[Deal]:
    """Place a wish; `then` is what follows once the seller may answer."""
    at = wish.at
    party = Party(wish.buyer, world.company(wish.buyer.code))
    who = _orderer(world, party)
    purchaser = party.company.people.get("purchase")
    limited = purchaser is not None and who.person_id == purchaser.person_id
    group = (world.ids.at(at), world.number("OG", at))
    deals = [
        _deal(world, wish, party, seller, group, who)
        for seller in dict.fromkeys(one.seller for one, _ in wish.lines)
    ]
    total = sum((deal.total for deal in deals), ZERO)
    waits = limited and total > PURCHASER_LIMIT
    _write_group(world, group, party, who, total, at)
    for deal in deals:
        _charge(world, deal, who)
        if waits:
            deal.approval = Approval.PENDING
            deal.state = OrderState.AWAITING_APPROVAL
        data = {
            "total": str(round_amount(deal.total, CURRENCY)),
            "currency": CURRENCY,
            "approval": deal.approval,
        }
        world.record(OrderPlaced, at, who, deal.subject, deal.parties, data)
    if waits:
        _ask_approver(world, deals, at, then)
    else:
        for deal in deals:
            _go_on(world, deal, at, then)
    return deals


def _orderer(world: World, party: Party) -> Who:
    behalf = world.chance.random() < ON_BEHALF
    purchases = world.chance.random() < 0.6
    if behalf:
        branch = next((one for one in branches() if one.key == party.told.storefront), None)
        house = world.company(branch.code) if branch else world.opened.operator
        return world.who(house, "sales" if branch else f"rep{world.chance.randint(1, 3)}")
    return world.who(party.company, "purchase" if purchases else "admin")


def _deal(world: World, wish: Wish, party: Party, seller: str, group: tuple[UUID, str], who: Who) -> Deal:
    at, credit = wish.at, world.credits[wish.buyer.code]
    lines = [
        _line(world, wish, position, one, quantity)
        for position, (one, quantity) in enumerate(
            ((o, q) for o, q in wish.lines if o.seller == seller), start=1
        )
    ]
    total = sum((line.amounts.total for line in lines), ZERO)
    on_credit = total <= credit.left and world.chance.random() >= TRANSFERS
    deal = Deal(
        id=world.ids.at(at),
        number=world.number("SO", at),
        group=group,
        party=party,
        seller=seller,
        seller_id=world.company(seller).id,
        storefront_id=world.opened.storefronts[wish.buyer.storefront],
        placed_at=at,
        placed_by=who,
        method="credit" if on_credit else "transfer",
        term_days=wish.buyer.term_days,
        lines=lines,
    )
    deal.payable = total
    paper: Paper = ("order_group", *group)
    for line in lines:
        wanted = line.counters.ordered
        short = line.sold.backorder_allowed and world.chance.random() < SHORT
        line.held = wanted - _back(line, world) if short else wanted
        if line.held:
            world.stock.hold(line.sold, line.id, line.held, at, who, paper)
    return deal


def _back(line: DealLine, world: World) -> Decimal:
    """What of a short line comes later: a part of its ordered units, in base units."""
    missing = max(1, int(line.quantity * world.chance.choice((20, 30, 50, 100)) / 100))
    return Decimal(missing * line.sold.item.factor)


def _line(world: World, wish: Wish, position: int, sold: Sold, quantity: Decimal) -> DealLine:
    ordered = quantity * sold.item.factor
    priced = world.prices.price(sold, wish.buyer.code, wish.buyer.level, ordered)
    amounts = line_amounts(priced.amount, quantity, ZERO, sold.item.article.tax_rate, True, CURRENCY)
    return DealLine(
        id=world.ids.at(wish.at),
        position=position,
        sold=sold,
        quantity=quantity,
        price=priced.amount,
        amounts=amounts,
        explanation=priced.explanation,
        counters=Counters(ordered=ordered),
    )


def _write_group(
    world: World, group: tuple[UUID, str], party: Party, who: Who, total: Decimal, at: datetime
) -> None:
    world.rows.add(
        OrderGroup,
        id=group[0],
        number=group[1],
        buyer_id=party.company.id,
        placed_by_id=who.person_id,
        placed_at=at,
        total=total,
        currency=CURRENCY,
    )


def _charge(world: World, deal: Deal, who: Who) -> None:
    if deal.method != "credit":
        return
    deal.credit = CreditUse(world.ids.at(deal.placed_at), deal.party.told.code, Buckets())
    use_credit(world, deal, Buckets(ordered=deal.total), CreditMoveKind.HOLD, deal.placed_at, who)


def _ask_approver(world: World, deals: list[Deal], at: datetime, then: Next) -> None:
    approver = world.who(deals[0].party.company, "approve")
    decided = at + timedelta(hours=world.chance.uniform(0.4, 30))
    against = world.chance.random() < NOT_APPROVED
    reason = world.chance.choice(REASONS_AGAINST) if against else ""

    def decide(when: datetime) -> None:
        for deal in deals:
            if against:
                _refuse(world, deal, when, approver, reason)
                continue
            deal.approval = Approval.APPROVED
            settle_states(deal)
            world.record(OrderApproved, when, approver, deal.subject, deal.parties, {})
            _go_on(world, deal, when, then)

    world.later(decided, decide)


def _refuse(world: World, deal: Deal, at: datetime, who: Who, reason: str) -> None:
    deal.approval = Approval.REFUSED
    cancel(world, deal, at, who, reason)
    world.record(OrderApprovalRefused, at, who, deal.subject, deal.parties, {}, reason)


def _go_on(world: World, deal: Deal, at: datetime, then: Next) -> None:
    if world.chance.random() < CANCELLED:
        who = world.who(deal.party.company, "admin")
        reason = world.chance.choice(REASONS_TO_CANCEL)

        def call_off(when: datetime) -> None:
            cancel(world, deal, when, who, reason)
            world.record(OrderCancelled, when, who, deal.subject, deal.parties, {}, reason)

        world.later(at + timedelta(minutes=world.chance.randint(4, 50)), call_off)
    else:
        then(world, deal, at)


def cancel(world: World, deal: Deal, at: datetime, who: Who, reason: str) -> None:
    """Cancel all that has not been shipped, and free what it held."""
    changed = {}
    for line in deal.lines:
        after = rules.cancel(line.counters)
        if line.counters.unshipped and after is not None:
            changed[line] = after
            if line.held:
                world.stock.release(line.id, line.held, at, who, ("order", deal.id, deal.number))
                line.held = ZERO
    settle(world, deal, changed, at, who, reason)


def write_hold(world: World, deal: Deal) -> None:
    """Write what the deal uses of its credit line, as it stands at the end."""
    if deal.credit is None:
        return
    line, use = world.credits[deal.credit.line_code], deal.credit
    world.rows.add(
        CreditHold,
        id=use.hold_id,
        line_id=line.id,
        creditor_id=line.creditor_id,
        debtor_id=line.debtor_id,
        order_id=deal.id,
        order_number=deal.number,
        ordered=use.buckets.ordered,
        shipped=use.buckets.shipped,
        invoiced=use.buckets.invoiced,
    )
