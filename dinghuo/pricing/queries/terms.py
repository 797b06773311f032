"""How a seller's prices are found, and the stored rates of currencies."""

from datetime import date
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.pricing.models import ExchangeRate, PricePolicy
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.rules.levels import LEVELS


def lowest_from(actor: Actor, seller_id: UUID | None = None) -> str:
    """The level from which on the seller's lowest price counts; empty: the nearest list's counts. One's own; who sees
    the whole market names a seller. Raises NotFound without one. One statement."""
    require(actor, SEE_PRICE_LISTS)
    seller_id = (seller_id if actor.scope == "market" else None) or actor.organisation_id
    if seller_id is None:
        raise NotFound("seller")
    row = PricePolicy.objects.filter(market_id=actor.market_id, seller_id=seller_id).first()
    names = {number: name for name, number in LEVELS.items()}
    return names[row.lowest_from] if row else ""


def exchange_rates(
    actor: Actor, currency: str = "", quoted: str = "", after: str | None = None, limit: int | None = None
) -> Page[ExchangeRate]:
    """A page of the stored rates, newest day first. One statement."""
    require(actor, SEE_PRICE_LISTS)
    rows = ExchangeRate.objects.filter(market_id=actor.market_id)
    if currency:
        rows = rows.filter(currency=currency.replace("\0", ""))
    if quoted:
        rows = rows.filter(quoted=quoted.replace("\0", ""))
    given = decode_cursor(after, date.fromisoformat, UUID)
    if given:
        rows = rows.filter(day__lt=given[0]) | rows.filter(day=given[0], id__gt=given[1])
    size = bounded(limit)
    found = list(rows.order_by("-day", "id")[: size + 1])
    return cut(found, size, lambda row: (row.day, row.id))
