"""Lots as the API tells them; quantities in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed
from dinghuo.api.shapes.stock import StockAnswer, stock_shape
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain


class LotArrivalAnswer(Answer):
    """How some of a lot came in."""

    at: InstantText
    document: str
    quantity: DecimalText


class LotSentAnswer(Answer):
    """What of a lot a customer got, by one shipment."""

    buyer: str
    shipment: str
    order: str
    shipped_at: InstantText
    quantity: DecimalText


class LotAnswer(Answer):
    """A lot, from where it came to who got of it."""

    sku: str
    lot: str
    supplier_lot: str
    made: DayText | None
    expires: DayText | None
    recalled_at: InstantText | None = Field(description="Null for a lot that may be sold.")
    recall_reason: str
    balances: list[StockAnswer]
    arrived: list[LotArrivalAnswer]
    sent: list[LotSentAnswer] = Field(description="The latest first.")


class RecallAnswer(Answer):
    """A recalled lot."""

    sku: str
    lot: str
    owner: str = Field(description="Code of the organisation whose goods they are.")
    expires: DayText | None
    recalled_at: InstantText
    recalled_by: str
    reason: str


class RecallPage(Listed):
    """Recalled lots, the latest first."""

    items: list[RecallAnswer]


class GotAnswer(Answer):
    """What of a lot came by one shipment, in base units."""

    shipment: str
    order: str
    shipped_at: InstantText
    quantity: DecimalText


class RecalledGoodsAnswer(Answer):
    """A recalled lot of which a buyer has got some."""

    sku: str
    name: str
    unit: str
    lot: str
    expires: DayText | None
    seller: str
    recalled_at: InstantText
    reason: str
    quantity: DecimalText = Field(description="All that came of it, in base units.")
    shipments: list[GotAnswer]


class RecalledGoodsPage(Listed):
    """Recalled goods, the latest first."""

    items: list[RecalledGoodsAnswer]


class ExpiringAnswer(StockAnswer):
    """A balance that runs out."""

    days_left: int
    markdown_percent: DecimalText | None = Field(description="A proposal.")


class ExpiringPage(Listed):
    """What runs out, the first first."""

    items: list[ExpiringAnswer]


class LifeRuleAnswer(Answer):
    """How fresh goods must be."""

    buyer: str | None = Field(description="Code of the customer; null for all.")
    category: str | None = Field(description="Key of the category; null for all goods.")
    min_days: int | None
    min_percent: int | None
    not_older: bool


class LifeRulesAnswer(Listed):
    """All rules of a seller."""

    items: list[LifeRuleAnswer]


def lot_shape(sku: str, lot: str, trace: Any) -> dict[str, Any]:
    """One lot."""
    facts = trace.facts
    return {
        "sku": sku,
        "lot": lot,
        "supplier_lot": facts.supplier_lot if facts else "",
        "made": day(facts.made) if facts else None,
        "expires": day(facts.expires) if facts else None,
        "recalled_at": instant(facts.recalled_at) if facts and facts.recalled_at else None,
        "recall_reason": facts.recall_why if facts else "",
        "balances": [stock_shape(line) for line in trace.balances],
        "arrived": [
            {"at": instant(at), "document": number, "quantity": plain(quantity)}
            for at, number, quantity in trace.arrived
        ],
        "sent": [
            {
                "buyer": translated(part.buyer, part.buyer_names),
                "shipment": part.shipment,
                "order": part.order,
                "shipped_at": instant(part.shipped_at),
                "quantity": plain(part.quantity),
            }
            for part in trace.sent
        ],
    }


def recall_shape(lot: Any) -> dict[str, Any]:
    """One recalled lot."""
    return {
        "sku": lot.variant.sku,
        "lot": lot.lot,
        "owner": lot.owner.code,
        "expires": day(lot.expires),
        "recalled_at": instant(lot.recalled_at),
        "recalled_by": lot.recalled_by_name,
        "reason": lot.recall_why,
    }


def recalled_goods_shape(goods: Any) -> dict[str, Any]:
    """One lot that a buyer has got of."""
    return {
        "sku": goods.sku,
        "name": translated(goods.name, goods.names),
        "unit": goods.unit,
        "lot": goods.lot,
        "expires": day(goods.expires),
        "seller": translated(goods.seller, goods.seller_names),
        "recalled_at": instant(goods.recalled_at),
        "reason": goods.why,
        "quantity": plain(goods.quantity),
        "shipments": [
            {
                "shipment": part.shipment,
                "order": part.order,
                "shipped_at": instant(part.shipped_at),
                "quantity": plain(part.quantity),
            }
            for part in goods.parts
        ],
    }


def expiring_shape(row: Any) -> dict[str, Any]:
    """One balance that runs out."""
    markdown = None if row.markdown is None else plain(row.markdown)
    return {**stock_shape(row.line), "days_left": row.days_left, "markdown_percent": markdown}


def life_rule_shape(rule: Any) -> dict[str, Any]:
    """One rule."""
    return {
        "buyer": rule.buyer.code if rule.buyer else None,
        "category": rule.category.key if rule.category else None,
        "min_days": rule.min_days,
        "min_percent": rule.min_percent,
        "not_older": rule.not_older,
    }
