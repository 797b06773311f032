"""Says which lines of a file are sales, and why the others are none."""

import re
from enum import StrEnum

from dinghuo.integration.rules.trade_file import TradeLine

#: Postage, manual lines, samples, fees: codes without the four digits in a row that every article's code has.
_ARTICLE = re.compile(r"\d{4}")


class Reason(StrEnum):
    """Why a line isn't sold. Of several the first applies."""

    UNREADABLE = "unreadable"
    CANCELLATION = "cancellation"
    ADJUSTMENT = "adjustment"
    ZERO_PRICE = "zero-price"
    NEGATIVE_PRICE = "negative-price"
    NO_CUSTOMER = "no-customer"


def why_not_sold(line: TradeLine) -> Reason | None:
    """The reason why the line is no sale; None if it is one."""
    if line.quantity is None or line.price is None or line.unread:
        return Reason.UNREADABLE
    if line.invoice.startswith("C"):
        return Reason.CANCELLATION
    if line.quantity <= 0 or not line.invoice[0].isdigit():
        return Reason.ADJUSTMENT
    if line.price == 0:
        return Reason.ZERO_PRICE
    if line.price < 0:
        return Reason.NEGATIVE_PRICE
    return None if line.customer else Reason.NO_CUSTOMER


def is_service(code: str) -> bool:
    """True for codes that no warehouse holds: postage, carriage, manual lines, fees."""
    return not _ARTICLE.search(code)
