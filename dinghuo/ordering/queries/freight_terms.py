"""What it costs to send orders, for those who say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import translated
from dinghuo.members.models import Level
from dinghuo.ordering.models import FreightTerm
from dinghuo.ordering.permissions import SEE_FREIGHT
from dinghuo.organisations.models import CustomerGroup, Market, Organisation
from dinghuo.organisations.rules.regions import region

MOST = 1000
NAMED: Mapping[str, tuple[Any, str]] = {
    "buyer": (Organisation, "code"),
    "group": (CustomerGroup, "key"),
    "level": (Level, "key"),
}


@dataclass(frozen=True, slots=True)
class FreightLine:
    """A term with what it names: code or key (empty: everybody) and name, the region's name (empty: everywhere), and
    its days, both included. `when`: past, now or later."""

    term: FreightTerm
    named: str
    whom_name: str
    region_name: str
    starts_on: date
    ends_on: date | None
    when: str


def freight_terms(actor: Actor) -> list[FreightLine]:
    """The terms of the actor's house, of the whole market for who sees it: what counts now first, then what comes; at
    most a thousand. Five statements at most."""
    require(actor, SEE_FREIGHT)
    rows = list(own_freight(actor).order_by("seller__code", "whom", "region_code", "-valid")[:MOST])
    words = {id_: told for kind in NAMED for id_, told in _words(actor, kind, rows).items()}
    zone = ZoneInfo(Market.objects.values_list("time_zone", flat=True).get(id=actor.market_id))
    lines = [_line(row, words, zone) for row in rows]
    return sorted(lines, key=lambda line: ("now", "later", "past").index(line.when))


def own_freight(actor: Actor) -> QuerySet[FreightTerm]:
    """The terms that the actor's house has made: of its own orders, and of its storefronts. Checks nothing."""
    rows = FreightTerm.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(
            Q(seller_id=actor.organisation_id) | Q(seller=None, storefront__owner_id=actor.organisation_id)
        )
    return rows.select_related("seller", "storefront")


def _words(actor: Actor, kind: str, rows: Sequence[FreightTerm]) -> dict[UUID, tuple[str, str]]:
    ids = {row.whom_id for row in rows if row.whom == kind}
    model, column = NAMED[kind]
    found = model.objects.filter(market_id=actor.market_id, id__in=ids) if ids else ()
    return {row.id: (getattr(row, column), translated(row.name, row.names)) for row in found}


def _line(row: FreightTerm, words: Mapping[UUID, tuple[str, str]], zone: ZoneInfo) -> FreightLine:
    code, name = words.get(row.whom_id, ("", ""))
    place = region(row.region_code) if row.region_code else None
    start, end = row.valid.lower, row.valid.upper
    when = "past" if end and end <= now() else "later" if start > now() else "now"
    last = (end.astimezone(zone) - timedelta(seconds=1)).date() if end else None
    return FreightLine(
        row, code, name, place.name if place else "", start.astimezone(zone).date(), last, when
    )
