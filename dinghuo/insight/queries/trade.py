"""What has been ordered: by day, by hour of today, by seller, by article, by storefront."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import OrderState
from dinghuo.organisations.queries.today import zone_of

ZERO = Decimal(0)
#: Orders that came to nothing count in no figure of trade.
NOTHING = (OrderState.CANCELLED, OrderState.REFUSED)


@dataclass(frozen=True)
class Trade:
    """Orders of one day, one seller ...: how many, and what is owed for them."""

    orders: int
    total: Decimal


@dataclass(frozen=True)
class Today:
    """Today up to now, and the same weekday last week up to the same hour and as a whole."""

    now: Trade
    then: Trade
    then_whole: Trade

    @property
    def change(self) -> Decimal | None:
        """Today against then, as a share (0.06 = 6 % more); None without anything then."""
        return (self.now.total - self.then.total) / self.then.total if self.then.total else None


@dataclass(frozen=True)
class Ranked:
    """A seller, storefront or article with its part of the trade."""

    id: UUID
    key: str
    name: str
    names: dict[str, str]
    trade: Trade


def today(actor: Actor, currency: str) -> Today:
    """Today's trade against the same weekday last week, in one currency. Three short statements."""
    require(actor, "insight.see_dashboard")
    at = now()
    start = day_start(actor, at)
    week = timedelta(days=7)
    return Today(
        now=_sum(placed(actor, currency, start, at)),
        then=_sum(placed(actor, currency, start - week, at - week)),
        then_whole=_sum(placed(actor, currency, start - week, start - week + timedelta(days=1))),
    )


def by_day(actor: Actor, currency: str, days: int = 30) -> list[tuple[date, Trade]]:
    """The trade of each of the last days, today included, oldest first; days without any count as zero."""
    require(actor, "insight.see_dashboard")
    zone = ZoneInfo(zone_of(actor))
    end = day_start(actor, now()) + timedelta(days=1)
    start = end - timedelta(days=days)
    rows = (
        placed(actor, currency, start, end)
        .annotate(day=TruncDate("placed_at", tzinfo=zone))
        .values("day")
        .annotate(orders=Count("id"), total=Coalesce(Sum("payable"), ZERO))
    )
    found = {row["day"]: Trade(row["orders"], row["total"]) for row in rows}
    first = start.astimezone(zone).date()
    every = [first + timedelta(days=n) for n in range(days)]
    return [(day, found.get(day, Trade(0, ZERO))) for day in every]


def top_sellers(actor: Actor, currency: str, days: int = 30, limit: int = 8) -> Sequence[Ranked]:
    """The sellers with the most trade."""
    return _ranked(actor, currency, days, limit, "seller", "code")


def top_buyers(actor: Actor, currency: str, days: int = 30, limit: int = 8) -> Sequence[Ranked]:
    """The buyers with the most trade."""
    return _ranked(actor, currency, days, limit, "buyer", "code")


def by_storefront(actor: Actor, currency: str, days: int = 30, limit: int = 8) -> Sequence[Ranked]:
    """The storefronts by trade."""
    return _ranked(actor, currency, days, limit, "storefront", "key")


def top_goods(actor: Actor, currency: str, days: int = 30, limit: int = 8) -> Sequence[Ranked]:
    """The articles with the most trade."""
    require(actor, "insight.see_dashboard")
    end = now()
    rows = (
        OrderLine.objects.filter(
            market_id=actor.market_id,
            order__in=placed(actor, currency, end - timedelta(days=days), end).values("id"),
        )
        .values("variant_id", "sku")
        .annotate(
            orders=Count("id"),
            sum=Sum("total"),
            name=F("variant__name"),
            names=F("variant__names"),
        )
        .order_by("-sum")[:limit]
    )
    return [
        Ranked(row["variant_id"], row["sku"], row["name"], row["names"], Trade(row["orders"], row["sum"]))
        for row in rows
    ]


def placed(actor: Actor, currency: str, start: datetime, end: datetime) -> QuerySet[Order]:
    """The orders placed in a time that came to something: all of the market, or the actor's own sales."""
    found = Order.objects.filter(
        market_id=actor.market_id, currency=currency, placed_at__gte=start, placed_at__lt=end
    ).exclude(state__in=NOTHING)
    return found if actor.scope == "market" else found.filter(seller_id=actor.organisation_id)


def day_start(actor: Actor, at: datetime) -> datetime:
    """When the actor's day began."""
    zone = ZoneInfo(zone_of(actor))
    return datetime.combine(at.astimezone(zone).date(), time(), tzinfo=zone)


def _sum(found: QuerySet[Order]) -> Trade:
    figures = found.aggregate(orders=Count("id"), total=Coalesce(Sum("payable"), ZERO))
    return Trade(figures["orders"], figures["total"])


def _ranked(actor: Actor, currency: str, days: int, limit: int, part: str, key: str) -> Sequence[Ranked]:
    require(actor, "insight.see_dashboard")
    end = now()
    rows = (
        placed(actor, currency, end - timedelta(days=days), end)
        .values(f"{part}_id", f"{part}__{key}", f"{part}__name", f"{part}__names")
        .annotate(orders=Count("id"), sum=Sum("payable"))
        .order_by("-sum")[:limit]
    )
    return [
        Ranked(
            row[f"{part}_id"],
            row[f"{part}__{key}"],
            row[f"{part}__name"],
            row[f"{part}__names"],
            Trade(row["orders"], row["sum"]),
        )
        for row in rows
    ]
