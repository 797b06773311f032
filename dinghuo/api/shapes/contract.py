"""Contracts as the API tells them."""

from typing import Any, Literal

from pydantic import Field

from dinghuo.api.render import instant, price
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed
from dinghuo.foundation.quantity import plain


class ContractLine(Answer):
    """A contract of the key's organisation, as seller or buyer; a buyer's once it is signed."""

    number: str
    name: str
    seller: str = Field(description="Code of the seller.")
    buyer: str = Field(description="Code of the customer.")
    state: Literal["draft", "signed", "ended", "dropped"]
    starts_on: DayText
    ends_on: DayText | None = Field(description="Its last day; null: until it is ended.")
    promotable: bool
    remind_days: int
    has_paper: bool = Field(description="Whether the signed paper is there.")
    signed_at: InstantText | None
    ended_at: InstantText | None


class ContractAnswer(ContractLine):
    """One contract, with its lists and what it follows."""

    lists: list[str] = Field(description="Keys of the lists that say its prices.")
    terms: str
    follows: str | None = Field(description="Number of the contract that it extends.")
    extended_by: str | None = Field(description="Number of the contract that extends it.")
    reason: str = Field(description="Why it was ended early.")


class ContractsPage(Listed):
    """A page of contracts, newest first."""

    items: list[ContractLine]


class ContractPriceAnswer(Answer):
    """What one unit of an article costs by the contract, from a quantity on."""

    sku: str
    name: str
    unit: str
    min_quantity: DecimalText
    amount: DecimalText
    currency: str
    tax_included: bool


class ContractPricesPage(Listed):
    """A page of a contract's prices, by SKU."""

    items: list[ContractPriceAnswer]


def contract_line(found: Any) -> dict[str, Any]:
    """A contract with its seller and buyer loaded."""
    same = ("number", "name", "state", "promotable", "remind_days")
    return {name: getattr(found, name) for name in same} | {
        "seller": found.seller.code,
        "buyer": found.buyer.code,
        "starts_on": found.starts_on.isoformat(),
        "ends_on": found.ends_on.isoformat() if found.ends_on else None,
        "has_paper": bool(found.file),
        "signed_at": instant(found.signed_at),
        "ended_at": instant(found.ended_at),
    }


def contract_shape(found: Any) -> dict[str, Any]:
    """A contract as its query gives it."""
    return contract_line(found) | {
        "lists": [each.list.key for each in found.named.all()],
        "terms": found.terms,
        "follows": found.follows.number if found.follows else None,
        "extended_by": next((each.number for each in found.extensions.all()), None),
        "reason": found.reason,
    }


def contract_price(row: Any) -> dict[str, Any]:
    """One price of a contract."""
    same = ("sku", "name", "unit", "currency", "tax_included")
    return {name: getattr(row, name) for name in same} | {
        "min_quantity": plain(row.min_quantity),
        "amount": price(row.amount, row.currency),
    }
