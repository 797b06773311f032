"""What a supplier's customers will need of it, as far as it may see."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.procurement.models import Forecast
from dinghuo.procurement.permissions import SEE_FORECAST


def forecasts(actor: Actor, after: str | None = None, limit: int | None = None) -> Page[Forecast]:
    """What houses will need of the actor's own, by article and house. One statement."""
    require(actor, SEE_FORECAST)
    size = bounded(limit)
    rows = Forecast.objects.filter(market_id=actor.market_id, seller_id=actor.organisation_id)
    rows = rows.select_related("variant__product", "owner").order_by("variant__sku", "id")
    if cursor := decode_cursor(after, str, UUID):
        sku, row_id = cursor
        rows = rows.filter(variant__sku__gte=sku).exclude(variant__sku=sku, id__lte=row_id)
    return cut(list(rows[: size + 1]), size, lambda row: (row.variant.sku, row.id))
