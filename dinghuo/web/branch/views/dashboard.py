"""The branch's day: its trade against the same weekday last week, the open work, and four weeks in a chart."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.insight.queries import trade
from dinghuo.web.selling.views.today import piles
from dinghuo.web.shared import charts
from dinghuo.web.shared.chart_shapes import Point
from dinghuo.web.shared.session import Request

DAYS = 28
TOP = 6


def dashboard(request: Request, actor: Actor) -> HttpResponse:
    """Today: figures for whoever may see them, and the piles of work for everybody."""
    context = piles(actor)
    if allows(actor, "insight.see_dashboard"):
        context |= _figures(actor, request.market.currency if request.market else "CNY")
    return render(request, "branch/dashboard.html", context)


def _figures(actor: Actor, currency: str) -> dict[str, Any]:
    def words(value: Decimal | int | float) -> str:
        return formats.compact(value, formats.symbol(currency))

    days = [
        Point(formats.day(day, year=False), figures.total, _orders(since=day, until=day))
        for day, figures in trade.by_day(actor, currency, DAYS)
    ]
    buyers = [
        Point(translated(row.name, row.names), row.trade.total, reverse("branch:customer", args=[row.key]))
        for row in trade.top_buyers(actor, currency, limit=TOP)
    ]
    return {
        "currency": currency,
        "trade": trade.today(actor, currency),
        "days": charts.line(days, words=words),
        "buyers": charts.strips(buyers, words=words) if buyers else [],
    }


def _orders(**narrowed: object) -> str:
    return f"{reverse('branch:orders')}?{urlencode(narrowed)}"
