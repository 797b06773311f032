"""What the lists of orders of all doors have in common: the filters in the address, and a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from dinghuo.ordering.queries.orders import OrderFilter
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_words import Words, list_states
from dinghuo.web.shared.session import Request

#: Rows in a file: more is asked for by month.
MOST_ROWS = 5000


@dataclass(frozen=True)
class Row:
    """An order in the list."""

    order: Any
    state: Words
    payment: Words


def order_listing(request: Request, needs: Sequence[str], *more: str) -> Listing:
    """The filters of a list of orders: state, pile of work, since, until, and `more` that may hold any text."""
    states = [key for key, _words in list_states()]
    free: dict[str, Sequence[str]] = dict.fromkeys(("since", "until", *more), ())
    return Listing.of(request, filters={"state": states, "need": needs, **free})


def order_filter(listing: Listing, side: str | None = None, **more: Any) -> OrderFilter:
    """What the query is asked for; days begin and end in the market's zone."""
    return OrderFilter(
        side=side,
        state=listing["state"] or None,
        need=listing["need"] or None,
        since=_start(listing["since"]),
        until=_start(listing["until"], days=1),
        search=listing.search or None,
        **more,
    )


def _start(text: str, days: int = 0) -> datetime | None:
    try:
        day = parse_date(text) if text else None
        return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None
    except (ValueError, OverflowError):
        return None
