"""How far the base units of articles may be divided."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from dinghuo.catalogue.models import PackUnit
from dinghuo.foundation.actor import Actor


def base_decimals(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Decimals by variant; those that come whole only are missing. One statement."""
    rows = PackUnit.objects.filter(
        market_id=actor.market_id,
        variant_id__in=list(variant_ids),
        unit=F("variant__product__base_unit"),
        decimals__gt=0,
    )
    return dict(rows.values_list("variant_id", "decimals"))
