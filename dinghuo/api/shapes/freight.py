"""What an order pays for being sent, as the API tells it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.render import money
from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.fields import translated
from dinghuo.ordering.queries.freight_words import FreightGap, freight_near, freight_words


class FreedAnswer(Answer):
    """What a promotion took off the freight."""

    promotion: str = Field(description="Its key.")
    name: str
    code: str
    amount: DecimalText


class FreightAnswer(Answer):
    """Why an order pays its freight: `amount` less what is `freed` is the order's freight."""

    amount: DecimalText
    freed: DecimalText
    by: list[FreedAnswer]
    tax: DecimalText = Field(description="In what is paid.")
    tax_rate: DecimalText
    free_from: DecimalText = Field(description="Of goods, tax included; 0: never free.")
    total: DecimalText = Field(description="What the goods came to that are sent together.")
    grams: DecimalText = Field(description="What they weigh, as far as it is known.")
    unweighed: int = Field(description="Lines of which nobody has told the weight: they count for none.")
    shared: bool = Field(description="The order pays its part of what several orders cost together.")
    words: list[str]


class FreightGapAnswer(Answer):
    """How much more of goods would be sent for nothing."""

    seller: str = Field(description="Code; empty: of all orders that are sent together.")
    free_from: DecimalText
    missing: DecimalText
    saved: DecimalText
    message: str


def freight_gap_shape(gap: FreightGap, codes: Mapping[UUID, str], currency: str) -> dict[str, Any]:
    """What a basket lacks to be sent for nothing."""
    return {
        "seller": codes[gap.seller_id] if gap.seller_id else "",
        "free_from": money(gap.goal, currency),
        "missing": money(gap.missing, currency),
        "saved": money(gap.saved, currency),
        "message": freight_near(gap, currency),
    }


def freight_shape(kept: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """What is kept of an order's freight."""
    names = ("amount", "freed", "tax", "free_from", "total")
    return {name: money(Decimal(kept[name]), currency) for name in names} | {
        "by": [
            {
                "promotion": each["promotion"],
                "name": translated(each["name"], each["names"]),
                "code": each["code"],
                "amount": money(Decimal(each["amount"]), currency),
            }
            for each in kept["by"]
        ],
        "tax_rate": kept["tax_rate"],
        "grams": kept["grams"],
        "unweighed": kept["unweighed"],
        "shared": kept["shared"],
        "words": freight_words(kept, currency),
    }
