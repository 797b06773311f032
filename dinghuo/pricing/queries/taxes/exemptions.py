"""Exemptions from tax, as who grants them, who has them and who runs the market see them."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.models import Market
from dinghuo.pricing.models import TaxExemption
from dinghuo.pricing.permissions import SEE_TAXES

#: So many days before its end one is told to end soon.
SOON = 30


@dataclass(frozen=True, slots=True)
class Exempted:
    """An exemption with its days in the market's calendar, both included (`ends_on` None: until it is ended), and where
    in its time it is: later, now, soon (it ends within thirty days), past."""

    row: TaxExemption
    starts_on: date
    ends_on: date | None
    when: str


def exemptions(
    actor: Actor, side: str = "", after: str | None = None, limit: int | None = None
) -> Page[Exempted]:
    """A page of them, newest first: those of `side` ("seller" or "buyer") of one's own organisation, or all that one
    may see. Two statements."""
    require(actor, SEE_TAXES)
    rows = _visible(actor)
    if side:
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    if given := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=given[0])
    size = bounded(limit)
    zone = ZoneInfo(Market.objects.values_list("time_zone", flat=True).get(id=actor.market_id))
    found = [_exempted(row, zone) for row in rows.order_by("-id")[: size + 1]]
    return cut(found, size, lambda each: (each.row.id,))


def exemption(actor: Actor, exemption_id: UUID) -> Exempted:
    """One of them. Raises NotFound. Two statements."""
    require(actor, SEE_TAXES)
    row = _visible(actor).filter(id=exemption_id).first()
    if row is None:
        raise NotFound(str(exemption_id))
    return _exempted(
        row, ZoneInfo(Market.objects.values_list("time_zone", flat=True).get(id=actor.market_id))
    )


def exemption_paper(actor: Actor, exemption_id: UUID) -> tuple[bytes, str]:
    """The certificate and the name that its file is given. Raises NotFound."""
    place = Path(settings.MEDIA_ROOT) / exemption(actor, exemption_id).row.file
    if not place.is_file():
        raise NotFound(str(exemption_id))
    return place.read_bytes(), f"certificate{place.suffix}"


def granted_exemptions(actor: Actor) -> QuerySet[TaxExemption]:
    """Those that the actor's house has granted. Checks nothing."""
    rows = TaxExemption.objects.filter(market_id=actor.market_id).select_related("seller", "buyer")
    return rows if actor.scope == "market" else rows.filter(seller_id=actor.organisation_id)


def _visible(actor: Actor) -> QuerySet[TaxExemption]:
    rows = TaxExemption.objects.filter(market_id=actor.market_id).select_related("seller", "buyer")
    if actor.scope == "market":
        return rows
    return rows.filter(Q(seller_id=actor.organisation_id) | Q(buyer_id=actor.organisation_id))


def _exempted(row: TaxExemption, zone: ZoneInfo) -> Exempted:
    start, end, at = row.valid.lower, row.valid.upper, now()
    if start > at:
        when = "later"
    elif end and end <= at:
        when = "past"
    else:
        when = "soon" if end and end - at <= timedelta(days=SOON) else "now"
    # Its end is out of it: the instant before is still of its last day.
    last = (end - timedelta(microseconds=1)).astimezone(zone).date() if end else None
    return Exempted(row, start.astimezone(zone).date(), last, when)
