"""The SKUs of articles that promotions name."""

from collections.abc import Iterable
from uuid import UUID

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor


def skus_of(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By the article's id. One statement; none for no article."""
    wanted = list(variant_ids)
    if not wanted:
        return {}
    rows = Variant.objects.filter(market_id=actor.market_id, id__in=wanted)
    return dict(rows.values_list("id", "sku"))
