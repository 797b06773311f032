"""Statements as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant, money
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText


class StatementLineAnswer(Answer):
    """One entry: what it adds to what the buyer owes, or takes off, and what is owed then."""

    at: InstantText
    kind: str
    document_kind: str
    document: str = Field(description="The document's number.")
    text: str
    charge: DecimalText
    freight: DecimalText = Field(description="In the charge.")
    payment: DecimalText
    balance: DecimalText


class StatementAnswer(Answer):
    """A month between a seller and a buyer in one currency; balances are what the buyer owes."""

    period: str = Field(examples=["2026-11"])
    since: InstantText
    until: InstantText
    seller: str
    seller_name: str
    buyer: str
    buyer_name: str
    currency: str
    opening: DecimalText
    charges: DecimalText
    payments: DecimalText
    closing: DecimalText
    lines: list[StatementLineAnswer]


class StatementsAnswer(Answer):
    """The statements of a month, by seller and buyer."""

    items: list[StatementAnswer]
    next: None = None


def statement_shape(found: Any) -> dict[str, Any]:
    """One statement."""
    currency = found.currency
    amounts = ("opening", "charges", "payments", "closing")
    return {
        "period": found.period,
        "since": instant(found.since),
        "until": instant(found.until),
        "seller": found.seller.code,
        "seller_name": str(found.seller),
        "buyer": found.buyer.code,
        "buyer_name": str(found.buyer),
        "currency": currency,
        **{name: money(getattr(found, name), currency) for name in amounts},
        "lines": [_line(line, currency) for line in found.lines],
    }


def _line(line: Any, currency: str) -> dict[str, Any]:
    return {
        "at": instant(line.at),
        "kind": line.kind,
        "document_kind": line.document_kind,
        "document": line.document_number,
        "text": line.text,
        "charge": money(line.charge, currency),
        "freight": money(line.freight, currency),
        "payment": money(line.payment, currency),
        "balance": money(line.balance, currency),
    }
