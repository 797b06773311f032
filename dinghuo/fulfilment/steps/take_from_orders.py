"""Takes goods that aren't there any more from the orders they were promised to, who ordered last first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.fulfilment.rules.releases import Claim, released
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.steps.release_holds import holds_on, release_holds
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import URGENT
from dinghuo.ordering.steps.mark_short import mark_short

Locked = Mapping[UUID, tuple[Order, list[OrderLine]]]


class MoreOrders(Exception):
    """Orders hold the goods that aren't locked yet: the caller begins anew, with these locked as well."""

    def __init__(self, order_ids: Iterable[UUID]):
        super().__init__()
        self.order_ids = frozenset(order_ids)


def lock_orders(actor: Actor, order_ids: Iterable[UUID]) -> Locked:
    """Lock these orders, in one order, with their lines. Two statements."""
    market = {"market_id": actor.market_id}
    orders = list(Order.objects.select_for_update().filter(**market, id__in=list(order_ids)).order_by("id"))
    lines = defaultdict(list)
    for line in OrderLine.objects.filter(**market, order__in=orders).order_by("position"):
        lines[line.order_id].append(line)
    return {order.id: (order, lines[order.id]) for order in orders}


def take_from_orders(
    actor: Actor, document: Document, locked: Locked, short: Mapping[UUID, Decimal], why: str
) -> None:
    """Release so much of each balance (by id), which the caller has locked, and put the lines on back-order.

    Raises MoreOrders where an order concerned isn't among the locked ones: orders are locked before stock.
    """
    wanted = {stock_id: quantity for stock_id, quantity in short.items() if quantity > 0}
    if not wanted:
        return
    given = released(claims_on(actor, holds_on(actor, wanted)), wanted)
    further = {claim.order_id for claim, _part in given} - set(locked)
    if further:
        raise MoreOrders(further)
    taken: dict[UUID, dict[UUID, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for claim, part in given:
        taken[claim.order_id][claim.hold.line_id] += part
    holds = [Hold(claim.hold.line_id, claim.hold.stock_id, part) for claim, part in given]
    release_holds(actor, document, holds, why)
    for order_id in sorted(taken):
        order, lines = locked[order_id]
        mark_short(actor, order, lines, taken[order_id], document.number, why)


def claims_on(actor: Actor, holds: Iterable[Hold]) -> list[Claim]:
    """The holds with what decides who keeps them. One statement."""
    holds = list(holds)
    rows = OrderLine.objects.filter(market_id=actor.market_id, id__in={hold.line_id for hold in holds})
    facts = {
        line_id: (order_id, placed_at, kind in URGENT)
        for line_id, order_id, placed_at, kind in rows.values_list(
            "id", "order_id", "order__placed_at", "order__kind"
        )
    }
    return [Claim(hold, *facts[hold.line_id]) for hold in holds]
