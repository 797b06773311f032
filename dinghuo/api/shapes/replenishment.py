"""What replenishment reckons and proposes, as the API tells it; quantities in base units."""

from decimal import Decimal
from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.procurement.queries.proposals import ProposalPage as Shown


class FigureAnswer(Answer):
    """What an article needs in a warehouse, and from which figures."""

    sku: str
    name: str
    unit: str
    warehouse: str
    seller: str | None = Field(description="Code of the usual supplier; null where nobody else offers it.")
    standing: str = Field(description="`low`, `enough` or `over`.")
    proposed: DecimalText
    reason: dict[str, Any] = Field(description="Every figure it was reckoned from.")


class FigurePage(Listed):
    """What articles need."""

    items: list[FigureAnswer]


class ReplenishmentPolicyAnswer(Answer):
    """How a house is replenished."""

    window_days: int
    review_days: int
    service_percent: DecimalText
    nightly: bool
    shares_forecast: bool


class ProposalLineAnswer(Answer):
    """An article of a proposal."""

    line: int
    sku: str
    name: str
    unit: str
    proposed: DecimalText
    quantity: DecimalText = Field(description="As edited.")
    reason: dict[str, Any]


class ProposalHeadAnswer(Answer):
    """A proposal to buy of one supplier for one warehouse."""

    number: str = Field(examples=["RP-2026-000001"])
    state: str = Field(description="`open`, `ordered` or `dismissed`.")
    house: str
    seller: str
    warehouse: str
    made_at: InstantText
    order: str = Field(description="Number of the order it became; empty.")


class ProposalAnswer(ProposalHeadAnswer):
    """A proposal with its lines, and the shipments of its order."""

    lines: list[ProposalLineAnswer]
    shipments: list[str]


class ProposalPage(Listed):
    """Proposals, newest first."""

    items: list[ProposalHeadAnswer]


class ForecastAnswer(Answer):
    """What a house will need of an article."""

    sku: str
    name: str
    unit: str
    house: str
    per_day: DecimalText
    now: DecimalText
    four_weeks: DecimalText
    next_order: DayText | None
    made_at: InstantText


class ForecastPage(Listed):
    """What houses will need of the key's."""

    items: list[ForecastAnswer]


def figure_shape(each: Any) -> dict[str, Any]:
    """The JSON of what an article needs."""
    article = each.article
    return {
        "sku": article.sku,
        "name": translated(article.name, article.names),
        "unit": article.unit,
        "warehouse": article.warehouse,
        "seller": article.seller_code or None,
        "standing": each.standing.value,
        "proposed": plain(each.proposed),
        "reason": each.reason(),
    }


def policy_shape(policy: Any) -> dict[str, Any]:
    """The JSON of a house's figures."""
    return {
        "window_days": policy.window_days,
        "review_days": policy.review_days,
        "service_percent": plain(Decimal(policy.service_percent)),
        "nightly": policy.is_nightly,
        "shares_forecast": policy.shares_forecast,
    }


def head_shape(proposal: Any) -> dict[str, Any]:
    """The JSON of a proposal without its lines."""
    return {
        "number": proposal.number,
        "state": proposal.state,
        "house": proposal.owner.code,
        "seller": proposal.seller.code,
        "warehouse": proposal.warehouse.key,
        "made_at": instant(proposal.made_at),
        "order": proposal.order_number,
    }


def proposal_shape(shown: Shown) -> dict[str, Any]:
    """The JSON of a proposal."""
    lines = [
        {
            "line": line.position,
            "sku": line.variant.sku,
            "name": translated(line.variant.name, line.variant.names),
            "unit": line.variant.product.base_unit,
            "proposed": plain(line.proposed),
            "quantity": plain(line.quantity),
            "reason": line.reason,
        }
        for line in shown.lines
    ]
    parcels = [parcel.number for parcel in shown.shipments]
    return head_shape(shown.proposal) | {"lines": lines, "shipments": parcels}


def forecast_shape(row: Any) -> dict[str, Any]:
    """The JSON of what a house will need."""
    return {
        "sku": row.variant.sku,
        "name": translated(row.variant.name, row.variant.names),
        "unit": row.variant.product.base_unit,
        "house": row.owner.code,
        "per_day": plain(row.per_day),
        "now": plain(row.now_needed),
        "four_weeks": plain(row.weeks_needed),
        "next_order": day(row.next_order) if row.next_order else None,
        "made_at": instant(row.made_at),
    }
