"""The price lists of a seller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.rules.levels import LEVELS
from dinghuo.pricing.states import ListKind, ListState

#: Lists that are shown; a seller with more finds them by search.
MOST = 500


@dataclass(frozen=True, slots=True)
class PriceListLine:
    """A list: whose, for whom (`buyer`, `level`, `group`, `branch`, `region_code`; all empty on a base list), where (no
    `storefront`: anywhere), when. `codes` names for whom it is as save_price_list takes them."""

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
    group: str = ""
    branch: str = ""
    region_code: str = ""
    order_type: str = ""
    priority: int = 0
    converts: bool = False
    promotable: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    codes: Mapping[str, str] | None = None

    @property
    def whom(self) -> str:
        """For whom it is, by name; empty for everybody."""
        return self.buyer or self.level or self.group or self.branch or self.region_code or self.storefront


def price_lists(
    actor: Actor,
    seller_id: UUID | None = None,
    search: str = "",
    with_withdrawn: bool = False,
    kind: str = "",
) -> list[PriceListLine]:
    """The actor's own lists; who sees the whole market sees all, or one seller's. Base before level before customer
    lists, then by name; at most MOST. `with_withdrawn`: also those that don't count yet, or no more. One statement."""
    require(actor, SEE_PRICE_LISTS)
    rows = visible_lists(actor, seller_id)
    if not with_withdrawn:
        rows = rows.filter(state=ListState.ACTIVE.value)
    if kind:
        rows = rows.filter(kind=kind)
    text = search.replace("\0", "").strip()
    if text:
        rows = rows.filter(name__icontains=text) | rows.filter(buyer__name__icontains=text)
    rank = Case(
        *(When(kind=name, then=Value(-level)) for name, level in LEVELS.items() if level > LEVELS["group"]),
        When(kind=ListKind.COST.value, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = _with_names(rows).order_by(rank, "name", "id")[:MOST]
    return [_line(row) for row in found]


def price_list(actor: Actor, key: str) -> PriceListLine:
    """One list that the actor may see. Raises NotFound. One statement."""
    require(actor, SEE_PRICE_LISTS)
    found = _with_names(visible_lists(actor)).filter(key=key.replace("\0", "")).first()
    if found is None:
        raise NotFound(key)
    return _line(found)


def visible_lists(actor: Actor, seller_id: UUID | None = None) -> QuerySet[PriceList]:
    """The lists that the actor may see: its organisation's, or any in the market. Prices given by hand aren't worked on
    as a list (queries/manual)."""
    rows = PriceList.objects.filter(market_id=actor.market_id).exclude(kind=ListKind.MANUAL.value)
    if actor.scope != "market":
        return rows.filter(seller_id=actor.organisation_id)
    return rows if seller_id is None else rows.filter(seller_id=seller_id)


def _with_names(rows: QuerySet[PriceList]) -> QuerySet[PriceList]:
    return rows.select_related("seller", "buyer", "level", "storefront", "group", "branch")


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
        group=row.group.name if row.group else "",
        branch=row.branch.name if row.branch else "",
        region_code=row.region_code,
        order_type=row.order_type,
        priority=row.priority,
        converts=row.converts,
        promotable=row.promotable,
        valid_from=row.valid.lower if row.valid else None,
        valid_to=row.valid.upper if row.valid else None,
        codes={
            "seller": row.seller.code,
            "buyer": row.buyer.code if row.buyer else "",
            "level": row.level.key if row.level else "",
            "storefront": row.storefront.key if row.storefront else "",
            "group": row.group.key if row.group else "",
            "branch": row.branch.code if row.branch else "",
        },
    )
