"""What it costs that orders or lines are small, as it would be kept with an order."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dinghuo.catalogue.queries.find_goods import GoodsOffer
from dinghuo.ordering.queries.cart_sheet import CartSheet
from dinghuo.ordering.rules.minimums import Gap, fees
from dinghuo.ordering.rules.small_lines import small_of


def cart_fees(sheet: CartSheet, gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    """Of a cart: the fees of its orders that are too small (`gaps`), then those of its lines. Reads nothing."""
    asked = fees([gap for gap in gaps if not gap.blocks], sheet.currency)
    kept = [each for told in asked.values() for each in told]
    return kept + [row.small.kept(sheet.currency) for row in sheet.rows if row.small and row.small.wish.fee]


def line_fee(offer: GoodsOffer, sku: str, unit: str, base: Decimal, currency: str) -> list[dict[str, Any]]:
    """Of so many base units (`unit`) of an article by an offer: its fee, if it costs any. Reads nothing."""
    small = small_of(offer.wish, sku, unit, base) if offer.wish else None
    return [small.kept(currency)] if small and small.wish.fee else []
