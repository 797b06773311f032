"""The price lists of a seller."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from dinghuo.foundation.actor import Actor, require
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.states import ListKind

#: Lists that are shown; a seller with more finds them by search.
MOST = 500


@dataclass(frozen=True, slots=True)
class PriceListLine:
    """A list: whose, for whom (`buyer` or `level`, both empty on a base list), where (no `storefront`: anywhere)."""

    id: UUID
    key: str
    name: str
    names: Mapping[str, str]
    kind: str
    seller_id: UUID
    seller: str
    buyer: str
    level: str
    storefront: str
    currency: str
    tax_included: bool
    state: str


def price_lists(
    actor: Actor, seller_id: UUID | None = None, search: str = "", with_withdrawn: bool = False
) -> list[PriceListLine]:
    """The actor's own lists; who sees the whole market sees all, or one seller's. Base before level before customer
    lists, then by name; at most MOST. One statement."""
    require(actor, SEE_PRICE_LISTS)
    rows = visible_lists(actor, seller_id)
    if not with_withdrawn:
        rows = rows.filter(state="active")
    text = search.replace("\0", "").strip()
    if text:
        rows = rows.filter(name__icontains=text) | rows.filter(buyer__name__icontains=text)
    rank = Case(
        When(kind=ListKind.BASE.value, then=Value(0)),
        When(kind=ListKind.LEVEL.value, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = rows.select_related("seller", "buyer", "level", "storefront").order_by(rank, "name", "id")[:MOST]
    return [_line(row) for row in found]


def visible_lists(actor: Actor, seller_id: UUID | None = None) -> QuerySet[PriceList]:
    """The lists that the actor may see: its organisation's, or any in the market."""
    rows = PriceList.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        return rows.filter(seller_id=actor.organisation_id)
    return rows if seller_id is None else rows.filter(seller_id=seller_id)


def _line(row: PriceList) -> PriceListLine:
    return PriceListLine(
        id=row.id,
        key=row.key,
        name=row.name,
        names=row.names,
        kind=row.kind,
        seller_id=row.seller_id,
        seller=row.seller.name,
        buyer=row.buyer.name if row.buyer else "",
        level=row.level.name if row.level else "",
        storefront=row.storefront.name if row.storefront else "",
        currency=row.currency,
        tax_included=row.tax_included,
        state=row.state,
    )
