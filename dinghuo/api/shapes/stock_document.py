"""Documents of stock as the API tells them; quantities in base units."""

from decimal import Decimal
from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain


class StockDocumentLineAnswer(Answer):
    """Goods of one lot, in base units."""

    line: int
    sku: str
    name: str
    unit: str = Field(description="The base unit.")
    lot: str
    supplier_lot: str
    made: DayText | None
    expires: DayText | None
    bin: str
    quantity: DecimalText | None = Field(description="Null in a count: not counted yet.")
    arrived: DecimalText = Field(description="Of a transfer.")
    lost: DecimalText = Field(description="Of a transfer.")
    expected: DecimalText | None = Field(
        description="What the book had when it was counted; null while a blind count is open. Of a transfer: what was "
        "sent, where more arrived."
    )


class StockDocumentHeadAnswer(Answer):
    """What a document of stock is about."""

    number: str = Field(examples=["GR-2026-000001"])
    kind: str = Field(examples=["receipt"])
    state: str = Field(examples=["posted"])
    owner: str = Field(description="Code of the house whose goods it is about.")
    keeper: str | None = Field(description="Code of who keeps them, where that is another house.")
    warehouse: str = Field(description="Key of the warehouse.")
    target: str | None = Field(description="Key of the warehouse that a transfer goes to.")
    partner: str
    reference: str
    why: str
    blind: bool
    value: DecimalText | None = Field(description="At cost, where that is known.")
    made_by: str
    made_at: InstantText
    submitted_by: str
    decided_by: str
    decision: str
    posted_at: InstantText | None


class StockDocumentAnswer(StockDocumentHeadAnswer):
    """A document of stock with its lines."""

    lines: list[StockDocumentLineAnswer]


class StockDocumentPage(Listed):
    """A page of documents, newest first, without their lines."""

    items: list[StockDocumentHeadAnswer]


class PutAwayAnswer(Answer):
    """A balance, and where it lies."""

    sku: str
    warehouse: str = Field(description="Key of the warehouse.")
    lot: str
    bin: str
    on_hand: DecimalText


def put_away_shape(line: Any) -> dict[str, Any]:
    """Where a balance lies."""
    return {
        "sku": line.sku,
        "warehouse": line.warehouse,
        "lot": line.lot,
        "bin": line.bin,
        "on_hand": plain(line.on_hand),
    }


def head_shape(document: Any) -> dict[str, Any]:
    """A document without its lines."""
    return {
        "number": document.number,
        "kind": document.kind,
        "state": document.state,
        "owner": document.owner.code,
        "keeper": document.keeper.code if document.keeper else None,
        "warehouse": document.warehouse.key,
        "target": document.target.key if document.target else None,
        "partner": document.partner,
        "reference": document.reference,
        "why": document.why,
        "blind": document.blind,
        "value": _plain(document.value),
        "made_by": document.made_by_name,
        "made_at": instant(document.made_at),
        "submitted_by": document.submitted_by_name,
        "decided_by": document.decided_by_name,
        "decision": document.decided_why,
        "posted_at": instant(document.posted_at),
    }


def stock_document_shape(page: Any) -> dict[str, Any]:
    """A document with its lines."""
    return {**head_shape(page.document), "lines": [_line(line) for line in page.lines]}


def _line(line: Any) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.variant.sku,
        "name": translated(line.variant.name, line.variant.names),
        "unit": line.variant.product.base_unit,
        "lot": line.lot,
        "supplier_lot": line.supplier_lot,
        "made": day(line.made),
        "expires": day(line.expires),
        "bin": line.bin,
        "quantity": _plain(line.quantity),
        "arrived": plain(line.done),
        "lost": plain(line.lost),
        "expected": _plain(line.expected),
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
