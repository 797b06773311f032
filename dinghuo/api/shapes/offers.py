"""Offers side by side, how they are compared, and links between products."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from dinghuo.api.render import instant, price
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText, Listed
from dinghuo.api.shapes.product import OfferAnswer, offer_shape
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain

View = Literal["all", "unnamed", "best", "none"]


class MeasureAnswer(Answer):
    """What one measure gives an offer."""

    measure: Literal["price", "lead-time", "score"]
    weight: int
    points: DecimalText = Field(description="From 0 to 100, with one decimal.")


class ComparedOfferAnswer(OfferAnswer):
    """An offer with its place among the others."""

    offer: str = Field(description="Names the offer: wherever a seller's code is taken, this is too.")
    quantity: DecimalText = Field(description="What would be ordered, in base units.")
    amount: DecimalText | None = Field(description="What one base unit costs at that quantity.")
    points: DecimalText | None = Field(description="From 0 to 100; null: none, or not told.")
    formula: str | None = Field(description="How the points come about, with its numbers; null: not told.")
    measures: list[MeasureAnswer]


class WeightsAnswer(Answer):
    """What each measure weighs."""

    price: int
    lead_time: int
    score: int


class ComparisonAnswer(Answer):
    """An article's offers, the best first, as far as the market tells of them."""

    sku: str
    unit: str = Field(description="The base unit, in which quantities count.")
    view: View
    weights: WeightsAnswer | None = Field(
        description="Null where the market doesn't tell how offers compare."
    )
    offers: list[ComparedOfferAnswer]


class ComparisonPolicyAnswer(Answer):
    """How offers are compared, as it was set; version 0 was set by nobody."""

    number: int
    view: View
    weights: WeightsAnswer
    why: str
    set_by: str
    set_at: InstantText | None


class ComparisonPoliciesAnswer(Listed):
    """What was set, the newest first: the first counts."""

    items: list[ComparisonPolicyAnswer]


class ScoreAnswer(Answer):
    """A seller's last judgement."""

    seller: str
    name: str
    score: DecimalText | None
    why: str
    set_by: str
    set_at: InstantText | None


class ScoresAnswer(Listed):
    """The market's sellers, by name."""

    items: list[ScoreAnswer]


class LinkAnswer(Answer):
    """A product that is linked to another."""

    kind: Literal["substitute", "successor", "accessory"]
    product: str
    name: str
    sku: str | None = Field(description="One of its articles, where it is told for a buyer; else null.")


class LinksAnswer(Listed):
    """What is linked, by kind, the best first."""

    items: list[LinkAnswer]


class SaleAnswer(Answer):
    """From when until when a product is on sale; null: not limited."""

    product: str
    starts_at: InstantText | None
    ends_at: InstantText | None


class LimitsAnswer(Answer):
    """When and where an offer is open; null and empty: not limited."""

    sku: str
    starts_at: InstantText | None
    ends_at: InstantText | None
    regions: list[str]


def times_shape(starts_at: Any, ends_at: Any) -> dict[str, str | None]:
    """A beginning and an end, of which each may be missing."""
    return {
        "starts_at": instant(starts_at) if starts_at else None,
        "ends_at": instant(ends_at) if ends_at else None,
    }


def comparison_shape(found: Any) -> dict[str, Any]:
    """Offers side by side."""
    told = any(each.ranked for each in found.offers)
    return {
        "sku": found.item.sku,
        "unit": found.item.unit,
        "view": found.known.view.value,
        "weights": _weights(found.known.weights) if told else None,
        "offers": [_compared(each) for each in found.offers],
    }


def _compared(each: Any) -> dict[str, Any]:
    ranked = each.ranked
    has_points = ranked is not None and ranked.points is not None
    return offer_shape(each.shelf) | {
        "offer": str(each.shelf.offer.offer_id),
        "quantity": plain(each.quantity),
        "amount": price(each.price.amount, each.price.currency) if each.price else None,
        "points": str(ranked.points) if has_points else None,
        "formula": ranked.formula if has_points else None,
        "measures": [
            {"measure": one.measure, "weight": one.weight, "points": str(one.points)}
            for one in (ranked.measures if ranked else ())
        ],
    }


def _weights(weights: Any) -> dict[str, int]:
    return {"price": weights.price, "lead_time": weights.lead_time, "score": weights.score}


def policy_shape(row: Any) -> dict[str, Any]:
    """A version of the policy."""
    weights = {"price": row.price_weight, "lead_time": row.lead_time_weight, "score": row.score_weight}
    return {
        "number": row.number,
        "view": row.view,
        "weights": weights,
        "why": row.why,
        "set_by": row.set_by,
        "set_at": instant(row.set_at),
    }


def unset_policy(known: Any) -> dict[str, Any]:
    """What counts where nobody has set anything."""
    return {
        "number": 0,
        "view": known.view.value,
        "weights": _weights(known.weights),
        "why": "",
        "set_by": "",
        "set_at": None,
    }


def score_shape(seller: Any, last: Any) -> dict[str, Any]:
    """A seller's last judgement."""
    return {
        "seller": seller.code,
        "name": translated(seller.name, seller.names),
        "score": None if last is None or last.score is None else plain(last.score),
        "why": last.why if last else "",
        "set_by": last.set_by if last else "",
        "set_at": instant(last.set_at) if last else None,
    }


def kept_link_shapes(links: Sequence[Any]) -> list[dict[str, Any]]:
    """Links as they are kept."""
    return [
        {
            "kind": each.kind.value,
            "product": each.code,
            "name": translated(each.name, each.names),
            "sku": None,
        }
        for each in links
    ]


def link_shapes(links: Sequence[Any]) -> list[dict[str, Any]]:
    """Links as a buyer sees them."""
    return [
        {
            "kind": kind.value,
            "product": item.product_code,
            "name": translated(item.product_name, item.product_names),
            "sku": item.sku,
        }
        for kind, item in links
    ]
