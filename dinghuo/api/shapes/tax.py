"""Tax of a price or a line: at which rate, and whence that is."""

from typing import Any

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.queries.taxes.told import TaxTold


class TaxAnswer(Answer):
    """At which rate a line is taxed, and what says so."""

    rate: DecimalText = Field(description="0.13 is 13 %.")
    source: str = Field(
        description="product: the article's own rate; rate: one that is kept for goods and a region; exempt: none, by a"
        " certificate."
    )
    target: str = Field(description="Of a kept rate: for which goods: product, category or all.")
    region: str = Field(description="Of a kept rate: delivered to where; empty: everywhere.")
    note: str = Field(description="Of a kept rate.")
    certificate: str = Field(description="By which the customer is exempt.")


def tax_shape(tax: TaxTold | None) -> dict[str, Any] | None:
    """The tax of a line; null of a kit whose parts are taxed at several rates."""
    if tax is None:
        return None
    same = ("source", "target", "region", "note", "certificate")
    return {"rate": plain(tax.rate)} | {name: getattr(tax, name) for name in same}
