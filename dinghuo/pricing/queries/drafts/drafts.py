"""Sets of price changes: those of a seller, and one of them with its rows beside the prices of now."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.models import PriceDraft, PriceReview
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.states import DraftState

ROWS = beside(__file__, "draft_rows")


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One change: the price of a unit before and after (None: none), and what the unit costs the seller, if known."""

    sku: str
    name: str
    variant_id: UUID
    unit: str
    min_quantity: Decimal
    amount: Decimal | None
    was: Decimal | None
    cost: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """By how much of the old price it changes."""
        return None if self.amount is None or not self.was else (self.amount - self.was) / self.was

    @property
    def margin(self) -> Decimal | None:
        """What is left above cost, of the new price."""
        return None if self.amount is None or self.cost is None else (self.amount - self.cost) / self.amount


def visible_drafts(actor: Actor) -> QuerySet[PriceDraft]:
    """The sets of changes of lists that the actor may see."""
    lists = visible_lists(actor)
    return PriceDraft.objects.filter(market_id=actor.market_id, list__in=lists).select_related("list")


def drafts(
    actor: Actor, list_key: str = "", state: str = "", after: str | None = None, limit: int | None = None
) -> Page[PriceDraft]:
    """A page of them, newest first, each with `changes`: how many rows it has. One statement."""
    require(actor, SEE_PRICE_LISTS)
    rows = visible_drafts(actor).annotate(changes=Count("rows"))
    if list_key:
        rows = rows.filter(list__key=list_key.replace("\0", ""))
    if state:
        rows = rows.filter(state=state)
    given = decode_cursor(after, str)
    if given:
        rows = rows.filter(number__lt=given[0])
    size = bounded(limit)
    return cut(list(rows.order_by("-number")[: size + 1]), size, lambda row: (row.number,))


def draft(actor: Actor, number: str) -> PriceDraft:
    """One of them. Raises NotFound. One statement."""
    require(actor, SEE_PRICE_LISTS)
    rows = visible_drafts(actor).annotate(changes=Count("rows"))
    found = rows.filter(number=number.replace("\0", "")).first()
    if found is None:
        raise NotFound(number)
    return found


def draft_changes(
    actor: Actor, found: PriceDraft, after: str | None = None, limit: int | None = None
) -> Page[DraftChange]:
    """A page of its rows by SKU, each beside the price that counts where it begins; of a published one, beside that
    which counted before. One statement."""
    require(actor, SEE_PRICE_LISTS)
    size = bounded(limit)
    given = decode_cursor(after, str, str, Decimal) or ["", "", Decimal(0)]
    rows = fetch(
        ROWS,
        {
            "market": actor.market_id,
            "draft": found.id,
            "list": found.list_id,
            "seller": found.list.seller_id,
            "at": _at(found),
            "published": found.state == DraftState.PUBLISHED.value,
            "sku": given[0],
            "unit": given[1],
            "least": given[2],
            "limit": size + 1,
        },
    )
    changes = [DraftChange(*row) for row in rows]
    return cut(changes, size, lambda row: (row.sku, row.unit, row.min_quantity))


def _at(found: PriceDraft) -> datetime:
    return found.starts_at if found.starts_at and found.starts_at > now() else now()


def is_reviewed(actor: Actor, seller_id: UUID) -> bool:
    """Whether a second person looks at the seller's changes before they count. One statement."""
    require(actor, SEE_PRICE_LISTS)
    return PriceReview.objects.filter(market_id=actor.market_id, seller_id=seller_id).exists()
