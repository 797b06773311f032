"""Lists of orders: what the actor takes part in, filtered, newest first, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import decode_cursor, encode_cursor
from dinghuo.ordering.models import Order, OrderChange, OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.states import Approval, ChangeState, DeliveryState, OrderState


@dataclass(frozen=True)
class OrderFilter:
    """What to list. `side` is "buyer" or "seller": the part that the actor's organisation takes.

    `need` names a pile of work: approve, answer, ship, receive, pay, back_order, change (the buyer asks for
    one), cancel_requested.
    """

    side: str | None = None
    state: str | None = None
    need: str | None = None
    delivery_state: str | None = None
    payment_state: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    reference: str | None = None
    search: str | None = None
    buyer_id: UUID | None = None
    seller_id: UUID | None = None
    storefront_id: UUID | None = None
    storefront_key: str | None = None
    sku: str | None = None


@dataclass(frozen=True)
class OrderPage:
    """One page of orders; `next` is the cursor of the page after it, None on the last."""

    items: Sequence[Order]
    next: str | None


OPEN = (OrderState.SUBMITTED, OrderState.PARTLY_CONFIRMED, OrderState.CONFIRMED)
ANSWERED = F("confirmed") + F("refused") + F("cancelled_early")


def _with_line(condition: Q) -> Exists:
    """A condition on an order: one of its lines is so."""
    # The market is named again because the index of lines by order begins with it.
    lines = OrderLine.objects.filter(condition, market_id=OuterRef("market_id"), order=OuterRef("pk"))
    return Exists(lines)


def _with_change() -> Exists:
    """A condition on an order: its buyer has asked for a change, other than a cancellation, and waits."""
    changes = OrderChange.objects.filter(
        market_id=OuterRef("market_id"),
        order=OuterRef("pk"),
        proposer_id=OuterRef("buyer_id"),
        state=ChangeState.PROPOSED,
    )
    return Exists(changes.exclude(actions=[{"kind": "cancel"}]))


NEEDS = {
    "approve": Q(approval=Approval.PENDING),
    "answer": Q(state=OrderState.SUBMITTED)
    | Q(_with_line(Q(ordered__gt=ANSWERED)), state=OrderState.PARTLY_CONFIRMED),
    "ship": Q(
        _with_line(Q(allocated__gt=F("shipped"))),
        state__in=(OrderState.CONFIRMED, OrderState.PARTLY_CONFIRMED),
        delivery_state__in=(
            DeliveryState.NONE,
            DeliveryState.PARTLY_SHIPPED,
            DeliveryState.PARTLY_RECEIVED,
        ),
    ),
    "back_order": Q(_with_line(Q(backordered__gt=0)), state=OrderState.PARTLY_CONFIRMED),
    "receive": Q(
        state__in=OPEN,
        delivery_state__in=(
            DeliveryState.SHIPPED,
            DeliveryState.PARTLY_SHIPPED,
            DeliveryState.PARTLY_RECEIVED,
        ),
    ),
    "pay": Q(state__in=OPEN, delivery_state=DeliveryState.RECEIVED) & ~Q(payment_state="paid"),
    "change": Q(_with_change(), state__in=OPEN),
    "cancel_requested": Q(cancel_requested=True),
}


def orders(
    actor: Actor,
    wanted: OrderFilter | None = None,
    after: str | None = None,
    limit: int = 50,
    *,
    oldest_first: bool = False,
) -> OrderPage:
    """A page of at most `limit` orders that row-level security lets this actor see, newest (or oldest) first."""
    require(actor, VIEW)
    found = matching(actor, wanted or OrderFilter())
    if cursor := decode_cursor(after, UUID):
        found = found.filter(**{"id__gt" if oldest_first else "id__lt": cursor[0]})
    order = "id" if oldest_first else "-id"
    items = list(found.select_related("buyer", "seller").order_by(order)[: limit + 1])
    more = len(items) > limit
    return OrderPage(items[:limit], encode_cursor([items[limit - 1].id]) if more else None)


def count_orders(actor: Actor, wanted: OrderFilter, at_most: int = 1000) -> int:
    """How many orders match, counted to `at_most` only, so that the count of a huge list costs little."""
    require(actor, VIEW)
    return matching(actor, wanted).values("id")[:at_most].count()


def matching(actor: Actor, wanted: OrderFilter) -> QuerySet[Order]:
    """The query set of a filter."""
    found = Order.objects.filter(market_id=actor.market_id)
    if wanted.side in ("buyer", "seller"):
        found = found.filter(**{f"{wanted.side}_id": actor.organisation_id})
    equal = {
        name: value
        for name in (
            "state",
            "delivery_state",
            "payment_state",
            "reference",
            "buyer_id",
            "seller_id",
            "storefront_id",
        )
        if (value := getattr(wanted, name)) is not None
    }
    found = found.filter(**equal)
    if wanted.need in NEEDS:
        found = found.filter(NEEDS[wanted.need])
    if wanted.storefront_key:
        found = found.filter(storefront__key=wanted.storefront_key)
    if wanted.sku:
        lines = OrderLine.objects.filter(market_id=actor.market_id, variant__sku=wanted.sku)
        found = found.filter(id__in=lines.values("order_id"))
    if wanted.since:
        found = found.filter(placed_at__gte=wanted.since)
    if wanted.until:
        found = found.filter(placed_at__lt=wanted.until)
    if wanted.search:
        text = wanted.search.strip()
        found = found.filter(
            Q(number__iexact=text)
            | Q(group_number__iexact=text)
            | Q(reference__iexact=text)
            | Q(number__endswith=text)
            | Q(buyer__name__icontains=text)
            | Q(seller__name__icontains=text)
        )
    return found
