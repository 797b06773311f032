"""Keeps on a price list what its rules need, so that a price request looks for it only where there is something."""

from dinghuo.foundation.actor import Actor
from dinghuo.pricing.models import PriceList, PriceRule


def note_rules(actor: Actor, price_list: PriceList) -> None:
    """Write whether the list has rules, from which lists they follow, and whether one asks for a least margin. The list
    is locked, or being made. Two statements."""
    rows = list(
        PriceRule.objects.filter(market_id=actor.market_id, list=price_list)
        .order_by()
        .values_list("base_list_id", "min_margin")
        .distinct()
    )
    price_list.ruled = bool(rows)
    price_list.bases = sorted({base for base, _margin in rows if base is not None})
    price_list.needs_cost = any(margin is not None for _base, margin in rows)
    price_list.save(update_fields=["ruled", "bases", "needs_cost"])
