"""Gives who waits what is in stock, and promises the rest anew of what is on its way: urgent first, then in turn."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import StaleVersion
from dinghuo.inventory.models import IncomingSupply, Promise
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.queries.sharing_rule import sharing_rule
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.rules.incoming import Incoming, IncomingPool, Pledge
from dinghuo.inventory.rules.sharing import Share, Waiting, handed_out, in_turn
from dinghuo.inventory.states import IncomingState
from dinghuo.inventory.steps.lock_pool import Pool
from dinghuo.inventory.steps.write_holds import write_holds
from dinghuo.ordering.models import LineMove, Order, OrderLine
from dinghuo.ordering.rules.counters import Counters, serve
from dinghuo.ordering.rules.sharing_note import sharing_note
from dinghuo.ordering.steps.align_promises import set_promised
from dinghuo.ordering.steps.lock_waiting import WaitingOrders
from dinghuo.ordering.steps.settle_lines import derive_order, line_moves, write_counters
from dinghuo.ordering.steps.tell_waiting import Settled, tell_waiting
from dinghuo.ordering.steps.waiting_for import waiting_for
from dinghuo.organisations.queries.today import today

ZERO = Decimal(0)


def settle_waiting(
    actor: Actor, seller_id: UUID, found: WaitingOrders, pool: Pool, document: Document, why: str = ""
) -> None:
    """Hand out what the pool has to the lines that wait. The caller has locked orders, stock and supplies, in this
    order, may have changed the supplies (they are written here), and says why.

    As many statements for any number of orders. Raises StaleVersion where a new order has just been promised what isn't
    there any more.
    """
    before = {line.id: (line.promised_date, line.promised) for line in found.lines}
    shares, holds = _from_stock(actor, seller_id, found, pool)
    write_holds(actor, [(document, holds)])
    _allocate(actor, found, shares, document, why)
    _promise(actor, found, pool)
    fields = ["held", "sharing", "promised", "promised_date"]
    OrderLine.objects.bulk_update(found.lines, fields)
    tell_waiting(actor, Settled(found, shares, before), why)


def _from_stock(
    actor: Actor, seller_id: UUID, found: WaitingOrders, pool: Pool
) -> tuple[dict[UUID, Share], list[Hold]]:
    by_variant: dict[UUID, list[Waiting]] = defaultdict(list)
    for line in found.lines:
        if pool.batches.get(line.variant_id):
            order = found.orders[line.order_id]
            by_variant[line.variant_id].append(waiting_for(order, line, line.waiting))
    if not by_variant:
        return {}, []
    rule = sharing_rule(actor, seller_id)
    waiting = [each for several in by_variant.values() for each in several]
    needs = needs_of(actor, {(seller_id, each.buyer_id, each.variant_id) for each in waiting})
    shares: dict[UUID, Share] = {}
    holds: list[Hold] = []
    for variant_id, several in by_variant.items():
        of_buyers = {ask[1]: need for ask, need in needs.items() if ask[2] == variant_id}
        batches, unkept = pool.batches[variant_id], pool.unkept[variant_id]
        parts, given = handed_out(several, batches, rule, of_buyers, today(actor), unkept)
        holds += parts
        shares |= {line_id: share for line_id, share in given.items() if share.quantity > 0}
    return shares, holds


def _allocate(
    actor: Actor, found: WaitingOrders, shares: Mapping[UUID, Share], document: Document, why: str
) -> None:
    changed: dict[OrderLine, Counters] = {}
    concerned: set[UUID] = set()
    for line in found.lines:
        if line.id not in shares:
            continue
        given, now = shares[line.id].quantity, line.counters
        line.sharing = sharing_note(shares[line.id], line.waiting)
        unanswered = min(given, max(now.to_ship + now.pending - line.held, ZERO))
        line.held += given
        after = serve(now, given - unanswered)
        if after is not None and after != now:
            changed[line] = after
            concerned.add(line.order_id)
    write_counters(actor.market_id, changed)
    moves: list[LineMove] = []
    for line, after in changed.items():
        moves += line_moves(actor, found.orders[line.order_id], line, after, why, document.number)
        line.allocated, line.backordered = after.allocated, after.backordered
    LineMove.objects.bulk_create(moves)
    orders = [found.orders[order_id] for order_id in sorted(concerned)]
    for order in orders:
        derive_order(order, found.of_order[order.id])
    Order.objects.bulk_update(orders, ["payable", "payment_state", "delivery_state", "state", "version"])


@dataclass(slots=True)
class _Promised:
    """What supplies were promised before: to the lines at hand, and to others, which stays."""

    mine: dict[tuple[UUID, UUID], Decimal] = field(default_factory=dict)
    others: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def _promise(actor: Actor, found: WaitingOrders, pool: Pool) -> None:
    mine = {line.id: line for line in found.lines}
    before = _promises(actor, set(mine), pool.supplies)
    incoming = IncomingPool(_open(actor, pool.supplies, before.others))
    waits = {line.id: waiting_for(found.orders[line.order_id], line, line.waiting) for line in found.lines}
    after: dict[tuple[UUID, UUID], Decimal] = {}
    for each in in_turn(list(waits.values())):
        line = mine[each.line_id]
        pledges: list[Pledge] = []
        if each.quantity > 0:
            pledges = incoming.pledge(line.id, line.variant_id, line.seller_id, each.quantity)
        set_promised(line, pledges)
        after |= {(line.id, pledge.supply_id): pledge.quantity for pledge in pledges}
    _write(actor, pool.supplies, before, after)


def _promises(actor: Actor, mine: set[UUID], supplies: Mapping[UUID, IncomingSupply]) -> _Promised:
    found = _Promised()
    rows = Promise.objects.filter(market_id=actor.market_id, supply_id__in=list(supplies), quantity__gt=0)
    for line_id, supply_id, quantity in rows.values_list("line_id", "supply_id", "quantity"):
        if line_id in mine:
            found.mine[line_id, supply_id] = quantity
        else:
            found.others[supply_id] += quantity
    return found


def _open(
    actor: Actor, supplies: Mapping[UUID, IncomingSupply], others: Mapping[UUID, Decimal]
) -> list[Incoming]:
    day: date = today(actor)
    incoming = []
    for supply in supplies.values():
        is_open = supply.state == IncomingState.OPEN
        free = (supply.quantity - supply.received if is_open else ZERO) - others.get(supply.id, ZERO)
        if free < 0:
            raise StaleVersion(_("Orders for these goods come in just now. Try again in a moment."))
        if is_open and supply.expected >= day:
            incoming.append(
                Incoming(
                    supply.id,
                    supply.variant_id,
                    supply.owner_id,
                    supply.reference,
                    supply.expected,
                    supply.presale,
                    free,
                )
            )
    return incoming


def _write(
    actor: Actor,
    supplies: Mapping[UUID, IncomingSupply],
    before: _Promised,
    after: Mapping[tuple[UUID, UUID], Decimal],
) -> None:
    keys = {**before.mine, **after}
    sums: dict[UUID, Decimal] = defaultdict(Decimal, before.others)
    for (_line, supply_id), quantity in after.items():
        sums[supply_id] += quantity
    for supply in supplies.values():
        supply.promised = sums[supply.id]
    # Both figures of a supply in one statement: what is promised never exceeds what is to come.
    IncomingSupply.objects.bulk_update(
        supplies.values(), ["expected", "quantity", "received", "promised", "presale", "reference", "state"]
    )
    Promise.objects.bulk_create(
        [
            Promise(
                market_id=actor.market_id, line_id=line_id, supply_id=supply_id, quantity=after.get(key, ZERO)
            )
            for key in keys
            for line_id, supply_id in [key]
            if after.get(key, ZERO) != before.mine.get(key, ZERO)
        ],
        update_conflicts=True,
        unique_fields=["market_id", "line_id", "supply"],
        update_fields=["quantity"],
    )
