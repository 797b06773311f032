"""What a seller offers, by SKU: the rows of its sheets of prices and stock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from dinghuo.catalogue.models import Offer
from dinghuo.catalogue.rules.attributes import TAGS
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.paging import Page, beyond, bounded, cut, decode_cursor

ORDER = ("variant__sku", "id")


@dataclass(frozen=True, slots=True)
class OfferedVariant:
    """A variant with the seller's terms, quantities in base units (`unit`). `starts_at`, `ends_at` and `region_codes`
    are the offer's, the other times the product's."""

    offer_id: UUID
    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    minimum: Decimal
    multiple: Decimal
    lead_time_days: int
    backorder_allowed: bool
    state: str
    product_code: str
    starts_at: datetime | None
    ends_at: datetime | None
    region_codes: Sequence[str]
    sale_starts_at: datetime | None
    sale_ends_at: datetime | None


def offered(
    actor: Actor,
    seller_id: UUID,
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
    tag: str = "",
) -> Page[OfferedVariant]:
    """A page of the seller's offers; `search` is the beginning of a SKU or a part of a name, `tag` the key of one.
    One statement.

    Checks no permission: the sheets that it is part of do.
    """
    size = bounded(limit)
    rows = matching_offers(actor, seller_id, search, tag)
    rows = rows.filter(beyond(ORDER, decode_cursor(after, str, UUID)))
    found = rows.order_by(*ORDER).values_list(
        "id",
        "variant_id",
        "variant__sku",
        "variant__name",
        "variant__names",
        "variant__product__base_unit",
        "minimum",
        "multiple",
        "lead_time_days",
        "backorder_allowed",
        "state",
        "variant__product__code",
        "starts_at",
        "ends_at",
        "region_codes",
        "variant__product__sale_starts_at",
        "variant__product__sale_ends_at",
    )[: size + 1]
    return cut([OfferedVariant(*row) for row in found], size, lambda row: (row.sku, row.offer_id))


def matching_offers(actor: Actor, seller_id: UUID, search: str = "", tag: str = "") -> QuerySet[Offer]:
    """The offers of a filter, as `offered` has them."""
    rows = Offer.objects.filter(_matching(search), market_id=actor.market_id, seller_id=seller_id)
    return rows.filter(variant__listing__traits__contains=[f"{TAGS}={tag}"]) if tag else rows


def _matching(search: str) -> Q:
    text = search.replace("\0", "").strip()
    if not text:
        return Q()
    return Q(variant__sku__gte=text, variant__sku__lt=after_prefix(text)) | Q(variant__name__icontains=text)
