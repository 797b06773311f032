"""Finds who comes to which storefront: what every page of a browser begins with."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from dinghuo.foundation.tenancy import gate, in_market
from dinghuo.organisations.models import Market, Storefront
from dinghuo.organisations.queries.actors import SignedIn, session_of
from dinghuo.organisations.rules.secrets import read_cookie


@dataclass(frozen=True)
class MarketSeen:
    """What a page shows of a storefront's market."""

    name: str
    names: dict[str, str]
    accent: str
    time_zone: str
    country: str
    currency: str


SEEN = tuple(column.name for column in fields(MarketSeen))


@dataclass(frozen=True)
class Visit:
    """A visit: the storefront that is shown and its market (None in an empty installation), and who is signed in.

    `found_by` says why this storefront is shown: "host", "key", "home" or "default".
    """

    storefront: Storefront | None = None
    market: MarketSeen | None = None
    found_by: str = "default"
    signed_in: SignedIn | None = None

    @property
    def market_id(self) -> UUID | None:
        """The market the address itself names; None where several markets share a host."""
        return self.storefront.market_id if self.storefront and self.found_by in ("host", "key") else None


def visit(cookie: str, host: str, key: str = "") -> Visit:
    """The visit of a session cookie (or none) to a host and, under /s/<key>, a storefront.

    A storefront is chosen by host, else by key, else because it is the organisation's own, else as the default; the
    key of another market's storefront is visited as a guest. One statement finds session and actor, one the storefront.
    """
    known = read_cookie(cookie)
    if known:
        market_id, secret = known
        with in_market(market_id):
            signed_in = session_of(market_id, secret)
            if signed_in:
                rows = Storefront.objects.filter(market_id=market_id)
                found = _choose(rows, host, key, signed_in.home_id)
                if found and (not key or key == found.key):
                    why = _why(found, host, key, signed_in.home_id)
                    return Visit(found, MarketSeen(**found.market_seen), why, signed_in)
    with gate():
        found = _choose(Storefront.objects.all(), host, key, None)
    return Visit(found, MarketSeen(**found.market_seen), _why(found, host, key, None)) if found else Visit()


def _choose(rows: QuerySet[Storefront], host: str, key: str, home_id: UUID | None) -> Any:
    wanted = Q(is_default=True)
    ranks = []
    for rank, (column, value) in enumerate((("host", host), ("key", key), ("id", home_id))):
        if value:
            wanted |= Q(**{column: value})
            ranks.append(When(**{column: value}, then=Value(rank)))
    of_market = Market.objects.filter(id=OuterRef("market_id"), is_active=True)
    annotated = rows.filter(wanted).annotate(
        rank=Case(*ranks, default=Value(9), output_field=IntegerField()),
        market_seen=Subquery(of_market.values(seen=JSONObject(**{name: name for name in SEEN}))[:1]),
    )
    # Of two markets' storefronts that match alike, the older market's is shown.
    return annotated.filter(market_seen__isnull=False).order_by("rank", "market_id", "id").first()


def _why(found: Storefront, host: str, key: str, home_id: UUID | None) -> str:
    if host and found.host == host:
        return "host"
    if key and found.key == key:
        return "key"
    return "home" if found.id == home_id else "default"
