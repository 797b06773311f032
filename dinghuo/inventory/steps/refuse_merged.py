"""Answers articles that were merged into others, in documents of stock and counts."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import FoundVariant
from dinghuo.catalogue.queries.merging.merged_into import merged_skus
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Stock


def merged_away(
    actor: Actor, variants: Mapping[str, FoundVariant], warehouse_ids: Iterable[UUID], *, comes: bool = False
) -> dict[str, str]:
    """Of these articles (by SKU) those that were merged into another, with its SKU. Unless it `comes` in, what still
    lies in one of the warehouses under its own name, as what orders hold does, is left out: it may be counted, carried
    and thrown away as what it is. No statement where all are sold, at most two else."""
    ended = [sku for sku, variant in variants.items() if not variant.active]
    gone = merged_skus(actor, ended) if ended else {}
    if not gone or comes:
        return gone
    there = Stock.objects.filter(
        market_id=actor.market_id,
        variant_id__in=[variants[sku].variant_id for sku in gone],
        warehouse_id__in=list(warehouse_ids),
        on_hand__gt=0,
    )
    lies = set(there.values_list("variant_id", flat=True))
    return {sku: kept for sku, kept in gone.items() if variants[sku].variant_id not in lies}


def merged_words(sku: str, kept: str) -> str:
    """What an article has become."""
    return _("%(sku)s is %(kept)s by now: enter it as that.") % {"sku": sku, "kept": kept}
