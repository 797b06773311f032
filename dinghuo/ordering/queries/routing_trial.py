"""What would change in past orders if other rules said which warehouse serves what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.inventory.queries.book_before import book_before
from dinghuo.inventory.queries.free_balances import route_of
from dinghuo.inventory.queries.routing import routing_versions
from dinghuo.inventory.queries.safety_stock import safety_of
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.inventory.rules.trial import Compared, PastOrder, compare
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.check_routing import check_routing
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.states import URGENT
from dinghuo.organisations.queries.today import day_of

#: The latest lines are tried, so many at most.
MOST_LINES = 2000
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Trial:
    """The orders tried, the latest first, and the names of the warehouses in them."""

    compared: Sequence[Compared]
    names: Mapping[UUID, tuple[str, Mapping[str, str]]]

    @property
    def changed(self) -> list[Compared]:
        """The orders that would come from elsewhere."""
        return [each for each in self.compared if each.changes]

    @property
    def parcels_before(self) -> int:
        """How many pairs of order and warehouse there are by the rules in force."""
        return sum(len(each.before.places) for each in self.compared)

    @property
    def parcels_after(self) -> int:
        """The same by the rules that are tried."""
        return sum(len(each.after.places) for each in self.compared)

    @property
    def split_before(self) -> int:
        """How many orders come from more than one warehouse by the rules in force."""
        return sum(1 for each in self.compared if len(each.before.places) > 1)

    @property
    def split_after(self) -> int:
        """The same by the rules that are tried."""
        return sum(1 for each in self.compared if len(each.after.places) > 1)


def routing_trial(actor: Actor, rules: Sequence[str], days: int = 30) -> Trial:
    """Serve the house's orders of the last days anew, by the rules in force and by these, out of the same book.

    The book is what is free now with what these orders took put back, beyond what is kept back today; how fresh goods
    had to be isn't asked. Nothing is locked or written. Five statements. Raises Invalid for rules that there aren't.
    """
    require(actor, VIEW)
    check_routing(rules)
    seller = actor.organisation_id
    versions = routing_versions(actor)
    orders, lines = _past(actor, days)
    names = {place.id: (place.name, place.names) for place in warehouses(actor, seller)}
    if not orders or seller is None:
        return Trial([], names)
    before = route_of(versions[0].version, versions[0].rules) if versions else route_of(0, ())
    since = day_of(actor, now() - timedelta(days=min(days, MOST_DAYS)))
    book = book_before(actor, seller, {line.variant_id for line in lines}, {line.id for line in lines}, since)
    kept = safety_of(actor, seller, {line.variant_id for line in lines})
    safety = {(variant_id, seller): by_place for variant_id, by_place in kept.items()}
    found = compare(orders, book, since, before, route_of(0, rules), safety)
    return Trial(list(reversed(found)), names)


def _past(actor: Actor, days: int) -> tuple[list[PastOrder], list[OrderLine]]:
    """The orders of these days as they were placed, the first first; of the oldest perhaps only some lines."""
    since = now() - timedelta(days=min(days, MOST_DAYS))
    rows = OrderLine.objects.filter(
        market_id=actor.market_id, seller_id=actor.organisation_id, stocked=True, ordered__gt=Decimal(0)
    )
    recent = rows.filter(order__placed_at__gte=since).select_related("order").order_by("-id")[:MOST_LINES]
    lines = list(reversed(recent))
    by_order: dict[UUID, list[OrderLine]] = {}
    for line in lines:
        by_order.setdefault(line.order_id, []).append(line)
    return [_as_placed(several) for several in by_order.values()], lines


def _as_placed(lines: Sequence[OrderLine]) -> PastOrder:
    order = lines[0].order
    wants = [
        Want(
            line.id,
            line.variant_id,
            line.seller_id,
            line.ordered,
            partial=True,
            urgent=order.kind in URGENT,
        )
        for line in sorted(lines, key=lambda line: line.position)
    ]
    return PastOrder(order.number, order.region, wants)
