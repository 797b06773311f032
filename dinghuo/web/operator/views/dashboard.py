"""The operator's day: trade against the same weekday, what needs somebody, and charts that open their rows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import mean, pstdev
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dinghuo.foundation import clock, formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.insight.queries import trade
from dinghuo.insight.queries.exceptions import exceptions
from dinghuo.web.shared import charts
from dinghuo.web.shared.chart_shapes import Line, Point, Strip
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

DAYS = 35
SHOWN = 28


@screen(door="operator", permission="insight.see_dashboard")
def dashboard(request: Request, actor: Actor) -> HttpResponse:
    """Today."""
    currency = request.market.currency if request.market else "CNY"
    days = trade.by_day(actor, currency, DAYS)
    context = {
        "now": clock.now(),
        "currency": currency,
        "today": trade.today(actor, currency),
        "needs": exceptions(actor, currency),
        "days": days_chart(days, currency),
        "sellers": _strips(trade.top_sellers(actor, currency), currency, "seller"),
        "buyers": _strips(trade.top_buyers(actor, currency), currency, "buyer"),
        "storefronts": _strips(trade.by_storefront(actor, currency), currency, "storefront"),
        "goods": _strips(trade.top_goods(actor, currency), currency, ""),
    }
    return render(request, "operator/dashboard.html", context)


def days_chart(days: Sequence[tuple[date, trade.Trade]], currency: str) -> Line:
    """The last four weeks; the band is what the same weekday usually brings: mean and a deviation either way."""
    totals = [figures.total for _day, figures in days]
    points = [
        Point(formats.day(day, year=False), figures.total, _orders(since=day, until=day))
        for day, figures in days[-SHOWN:]
    ]
    band = [usual(totals, len(totals) - SHOWN + n) for n in range(SHOWN)]
    return charts.line(
        points, band=band, words=lambda value: formats.compact(Decimal(value), formats.symbol(currency))
    )


def usual(totals: Sequence[Decimal], place: int) -> tuple[float, float]:
    """What the weekday of a place usually brings, from the other places of that weekday."""
    same = [float(total) for n, total in enumerate(totals) if n % 7 == place % 7 and n != place]
    if not same:
        return 0.0, 0.0
    middle, spread = mean(same), pstdev(same)
    return max(middle - spread, 0.0), middle + spread


def _strips(ranked: Sequence[trade.Ranked], currency: str, part: str) -> list[Strip]:
    points = [
        Point(
            translated(row.name, row.names),
            row.trade.total,
            _orders(**{part: row.key}) if part else _orders(sku=row.key),
        )
        for row in ranked
    ]
    return charts.strips(
        points, words=lambda value: formats.compact(Decimal(value), formats.symbol(currency))
    )


def _orders(**narrowed: object) -> str:
    return f"{reverse('operator:orders')}?{urlencode(narrowed)}"
