"""Finds who comes to which storefront: what every page of a browser begins with."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from dinghuo.foundation.tenancy import gate, in_market
from dinghuo.organisations.models import Market, Storefront
from dinghuo.organisations.queries.actors import SignedIn, session_of
from dinghuo.organisations.rules.secrets import read_cookie


@dataclass(frozen=True)
class Visit:
    """A visit: the storefront that is shown (None in an empty installation), why it is, and who is signed in.

    `storefront.time_zone` and `storefront.market_accent` come from its market. `found_by` is "host", "key", "home" or
    "default".
    """

    storefront: Storefront | None
    found_by: str
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
                    return Visit(found, _why(found, host, key, signed_in.home_id), signed_in)
    with gate():
        found = _choose(Storefront.objects.all(), host, key, None)
    return Visit(found, _why(found, host, key, None) if found else "default")


def _choose(rows: QuerySet[Storefront], host: str, key: str, home_id: UUID | None) -> Storefront | None:
    wanted = Q(is_default=True)
    ranks = []
    for rank, (column, value) in enumerate((("host", host), ("key", key), ("id", home_id))):
        if value:
            wanted |= Q(**{column: value})
            ranks.append(When(**{column: value}, then=Value(rank)))
    of_market = Market.objects.filter(id=OuterRef("market_id"), is_active=True)
    annotated = rows.filter(wanted).annotate(
        rank=Case(*ranks, default=Value(9), output_field=IntegerField()),
        time_zone=Subquery(of_market.values("time_zone")[:1]),
        market_accent=Subquery(of_market.values("accent")[:1]),
    )
    # Of two markets' storefronts that match alike, the older market's is shown.
    return annotated.filter(time_zone__isnull=False).order_by("rank", "market_id", "id").first()


def _why(found: Storefront, host: str, key: str, home_id: UUID | None) -> str:
    if host and found.host == host:
        return "host"
    if key and found.key == key:
        return "key"
    return "home" if found.id == home_id else "default"
