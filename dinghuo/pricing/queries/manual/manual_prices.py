"""Prices given by hand: those of a seller, and one of them."""

from django.db.models import QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.pricing.models import ManualPrice
from dinghuo.pricing.permissions import SEE_MANUAL
from dinghuo.pricing.states import ManualState


def visible_prices(actor: Actor) -> QuerySet[ManualPrice]:
    """Those of the actor's house's goods, or all for who sees the whole market, with their names. Checks nothing."""
    rows = ManualPrice.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    return rows.select_related("seller", "buyer", "variant__product")


def manual_prices(
    actor: Actor, state: str = "", search: str = "", after: str | None = None, limit: int | None = None
) -> Page[ManualPrice]:
    """A page of them, newest first; by state, and by the customer's or article's name or code. One statement."""
    require(actor, SEE_MANUAL)
    rows = visible_prices(actor)
    if state:
        rows = rows.filter(state=state)
    text = search.replace("\0", "").strip()
    if text:
        rows = (
            rows.filter(buyer__name__icontains=text)
            | rows.filter(buyer__code__iexact=text)
            | rows.filter(variant__sku__iexact=text)
            | rows.filter(number__iexact=text)
        )
    given = decode_cursor(after, str)
    if given:
        rows = rows.filter(number__lt=given[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-number")[: size + 1]), size, lambda row: (row.number,))


def manual_price(actor: Actor, number: str) -> ManualPrice:
    """One of them. Raises NotFound. One statement."""
    require(actor, SEE_MANUAL)
    found = visible_prices(actor).filter(number=number.replace("\0", "")).first()
    if found is None:
        raise NotFound(number)
    return found


def waiting_prices(actor: Actor) -> int:
    """How many wait for somebody who may approve them. One statement."""
    return visible_prices(actor).filter(state=ManualState.WAITING.value).count()


def counts_now(price: ManualPrice) -> bool:
    """Whether it is agreed to and its time hasn't passed."""
    return price.state == ManualState.APPROVED.value and price.valid.upper > now()
