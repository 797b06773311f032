"""Goods that are one thing: what merging does, what was merged, and offers that sheets have proposed."""

from typing import Any, Literal

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText, Listed
from dinghuo.foundation.quantity import plain


class MergePreviewAnswer(Answer):
    """What merging two articles would do. It can't be undone."""

    kept: str
    merged: str
    obstacles: list[str] = Field(description="What speaks against it; empty: it can be done.")
    offers: list[str] = Field(description="Codes of the sellers whose offers come over.")
    offers_dropped: list[str] = Field(
        description="Codes of sellers of both: their offer of the kept one stays."
    )
    new_units: list[str]
    prices: int
    unit: str
    stock: DecimalText = Field(description="Base units that come over.")
    stock_held: DecimalText = Field(description="Base units that stay: promised, recalled or on their way.")
    supplies: int = Field(description="Open supplies, which come in under the old article.")
    open_order_lines: int = Field(description="Lines of orders under way; they stay as they were placed.")
    cart_lines: int
    customer_codes: int
    kits: int
    links: int
    tax_rates: int = Field(description="Rates kept for the withdrawn product: they come over.")
    quantity_terms: int = Field(description="Quantities asked of customers that come over.")
    quantity_terms_dropped: int = Field(
        description="Those that differ from what is asked of the kept one, which stays."
    )
    quotas: int = Field(description="Quotas that come over.")
    quotas_dropped: int = Field(description="Those that differ from the kept one's own, which stay.")
    product_withdrawn: bool
    tax_differs: bool
    assortments: list[str] = Field(description="Sets that name the withdrawn product itself: look at them.")


class MergeAnswer(Answer):
    """What was merged into what; quantities in base units."""

    kept: str
    merged: str
    stock: DecimalText = Field(description="What came over with this call, or with all of them in a list.")
    unit: str


class MergeRow(MergeAnswer):
    """A merge as it was made."""

    why: str
    merged_by: str
    merged_at: InstantText
    left: DecimalText = Field(
        description="What has become free since: merge the same two again to carry it over."
    )


class MergesAnswer(Listed):
    """What was merged, the last first."""

    items: list[MergeRow]


class SameGtinAnswer(Answer):
    """Two articles with one barcode."""

    kept: str
    merged: str
    gtin: str


class SameGtinPage(Listed):
    """Pairs that may be one thing."""

    items: list[SameGtinAnswer]


class OfferProposalAnswer(Answer):
    """An offer that a seller's sheet proposes; quantities in base units."""

    sku: str = Field(description="The article that is there.")
    name: str
    seller: str
    own_sku: str = Field(description="What the seller calls it.")
    own_name: str
    gtin: str
    minimum: DecimalText
    multiple: DecimalText
    lead_time_days: int
    state: Literal["waiting", "accepted", "declined", "taken-back"]
    reason: str
    made_at: InstantText


class OfferProposalsAnswer(Listed):
    """Those that wait first, then the newest."""

    items: list[OfferProposalAnswer]


def preview_shape(seen: Any) -> dict[str, Any]:
    """What merging would do."""
    pair = seen.pair
    return {
        "kept": pair.kept.sku,
        "merged": pair.merged.sku,
        "obstacles": list(seen.obstacles),
        "offers": [offer.seller.code for offer in pair.coming],
        "offers_dropped": [offer.seller.code for offer in pair.doubled],
        "new_units": list(pair.new_units),
        "prices": seen.prices,
        "unit": pair.kept.product.base_unit,
        "stock": plain(seen.stock.free),
        "stock_held": plain(seen.stock.held),
        "supplies": seen.stock.expected,
        "open_order_lines": seen.open_lines,
        "cart_lines": seen.carts,
        "customer_codes": seen.codes,
        "kits": seen.kits,
        "links": seen.links,
        "tax_rates": seen.rates,
        "quantity_terms": seen.terms,
        "quantity_terms_dropped": len(seen.other_terms),
        "quotas": seen.quotas,
        "quotas_dropped": len(seen.other_quotas),
        "product_withdrawn": seen.retires,
        "tax_differs": seen.tax_differs,
        "assortments": list(seen.sets),
    }


def merge_shape(done: Any) -> dict[str, Any]:
    """What this call did."""
    return {"kept": done.kept, "merged": done.merged, "stock": plain(done.stock), "unit": done.unit}


def merge_row_shape(row: Any, left: Any) -> dict[str, Any]:
    """A merge as it was made."""
    return {
        "kept": row.kept.sku,
        "merged": row.merged.sku,
        "stock": row.told.get("stock", "0"),
        "unit": row.kept.product.base_unit,
        "why": row.why,
        "merged_by": row.merged_by,
        "merged_at": instant(row.merged_at),
        "left": plain(left),
    }


def proposal_shape(row: Any) -> dict[str, Any]:
    """A proposed offer."""
    return {
        "sku": row.variant.sku,
        "name": row.variant.name,
        "seller": row.seller.code,
        "own_sku": row.sku,
        "own_name": row.name,
        "gtin": row.gtin,
        "minimum": plain(row.minimum),
        "multiple": plain(row.multiple),
        "lead_time_days": row.lead_time_days,
        "state": row.state,
        "reason": row.reason,
        "made_at": instant(row.made_at),
    }
