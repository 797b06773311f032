"""Works out what a market made from a file of order lines holds: articles, prices, customers, opening stock."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from dinghuo.integration.rules.trade_file import TradeLine
from dinghuo.integration.rules.trade_lines import is_service, why_not_sold

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TradedArticle:
    """An article: what it is mostly called, what it mostly costs, and how many the file sells. `step`: 1, or less where
    the file sells parts of one."""

    code: str
    name: str
    price: Decimal
    quantity: Decimal
    step: Decimal
    is_service: bool


def articles_of(lines: Iterable[TradeLine]) -> list[TradedArticle]:
    """Every article that has a price somewhere, by code. Sales say what it is called and costs; an article that was
    never sold to a customer takes both from whatever lines there are."""
    sold: dict[str, list[TradeLine]] = defaultdict(list)
    others: dict[str, list[TradeLine]] = defaultdict(list)
    for line in lines:
        if line.code and line.price is not None and line.price > 0:
            (others if why_not_sold(line) else sold)[line.code].append(line)
    found = []
    for code in sorted({*sold, *others}):
        known = sold.get(code) or others[code]
        names = [line.description for line in known if line.description]
        found.append(
            TradedArticle(
                code=code,
                name=_most_frequent(names) or code,
                price=_most_frequent([line.price for line in known if line.price is not None]) or Decimal(0),
                quantity=sum((line.quantity or Decimal(0) for line in sold.get(code, [])), Decimal(0)),
                step=_step(line.quantity for line in sold.get(code, [])),
                is_service=is_service(code),
            )
        )
    return found


def customers_of(lines: Iterable[TradeLine]) -> list[str]:
    """Every customer's number, those too who only cancel, in order."""
    return sorted({line.customer for line in lines if line.customer})


def _step(quantities: Iterable[Decimal | None]) -> Decimal:
    places = max((-int(each.normalize().as_tuple().exponent) for each in quantities if each), default=0)
    return Decimal(1).scaleb(-max(places, 0))


def _most_frequent(values: Sequence[Value]) -> Value | None:
    # Of equally frequent ones the first in the file.
    return Counter(values).most_common(1)[0][0] if values else None
