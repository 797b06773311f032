"""What became of articles that turned out to be others."""

from collections.abc import Collection, Sequence
from uuid import UUID

from dinghuo.catalogue.models import Merge
from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.foundation.actor import Actor, require


def merged_into(actor: Actor, variant_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The article that each went into, of those that did. One statement."""
    rows = Merge.objects.filter(market_id=actor.market_id, merged_id__in=variant_ids)
    return dict(rows.values_list("merged_id", "kept_id"))


def merged_skus(actor: Actor, skus: Collection[str]) -> dict[str, str]:
    """The same by SKU. One statement."""
    rows = Merge.objects.filter(market_id=actor.market_id, merged__sku__in=skus)
    return dict(rows.values_list("merged__sku", "kept__sku"))


def same_goods(actor: Actor, variant_id: UUID) -> frozenset[UUID]:
    """The article and all that were merged into it. One statement."""
    rows = Merge.objects.filter(market_id=actor.market_id, kept_id=variant_id)
    return frozenset({variant_id, *rows.values_list("merged_id", flat=True)})


def merges(actor: Actor, most: int = 100) -> Sequence[Merge]:
    """What was merged, the last first. One statement."""
    require(actor, MERGE_GOODS)
    rows = Merge.objects.filter(market_id=actor.market_id).select_related("kept__product", "merged")
    return list(rows.order_by("-id")[:most])
