"""What runs out soon, and what is past its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, beyond, bounded, cut, decode_cursor
from dinghuo.inventory.models import Stock
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, visible_stock
from dinghuo.inventory.rules.markdown import markdown_percent
from dinghuo.organisations.queries.today import today

#: Days within which goods run out that a page can be narrowed to; beyond the last nobody is alerted.
SPANS = (15, 30, 60, 90)
ORDER = ("expires", "variant__sku", "id")


@dataclass(frozen=True, slots=True)
class ExpiringLine:
    """A balance that runs out: days left (negative: past), and what to take off its price, in percent."""

    line: StockLine
    days_left: int
    markdown: Decimal | None


@dataclass(frozen=True, slots=True)
class ExpiryCounts:
    """How many balances are past their day, and how many run out within each of SPANS (days), those left out."""

    past: int
    within: tuple[int, ...]


def expiring(
    actor: Actor,
    within_days: int = SPANS[-1],
    category: str = "",
    after: str | None = None,
    limit: int | None = None,
    *,
    past: bool = False,
) -> Page[ExpiringLine]:
    """The actor's own balances that run out within so many days and aren't past their day, the first first; with `past`
    those that are. `category` is the path of one. One statement.
    """
    require(actor, SEE_STOCK)
    day, size = today(actor), bounded(limit)
    rows = _dated(actor, category)
    if past:
        rows = rows.filter(expires__lt=day)
    else:
        rows = rows.filter(expires__gte=day, expires__lte=day + timedelta(days=within_days))
    rows = rows.filter(beyond(ORDER, decode_cursor(after, date.fromisoformat, str, UUID)))
    found = [_line(line, day) for line in read_lines(actor, rows.order_by(*ORDER)[: size + 1])]
    return cut(found, size, lambda each: (each.line.expires, each.line.sku, each.line.stock_id))


def expiring_lot(actor: Actor, sku: str, lot: str) -> ExpiringLine:
    """One of the actor's own lots that lies somewhere, wherever that is. Raises NotFound. One statement."""
    require(actor, SEE_STOCK)
    rows = _dated(actor, "").filter(variant__sku=sku.replace("\0", ""), lot=lot.replace("\0", ""))
    found = read_lines(actor, rows.order_by("id")[:1])
    if not found:
        raise NotFound(sku)
    return _line(found[0], today(actor))


def expiry_counts(actor: Actor, category: str = "") -> ExpiryCounts:
    """How much there is to look at. One statement."""
    require(actor, SEE_STOCK)
    day = today(actor)
    soon = {
        f"in_{span}": Count("id", filter=Q(expires__gte=day, expires__lte=day + timedelta(days=span)))
        for span in SPANS
    }
    found = _dated(actor, category).aggregate(past=Count("id", filter=Q(expires__lt=day)), **soon)
    return ExpiryCounts(found["past"], tuple(found[name] for name in soon))


def _dated(actor: Actor, category: str) -> QuerySet[Stock]:
    rows = visible_stock(actor, actor.organisation_id).filter(on_hand__gt=0, expires__isnull=False)
    return rows.filter(variant__product__category__path__startswith=category) if category else rows


def _line(line: StockLine, day: date) -> ExpiringLine:
    assert line.expires is not None
    days_left = (line.expires - day).days
    return ExpiringLine(line, days_left, markdown_percent(days_left))
