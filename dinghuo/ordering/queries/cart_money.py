"""The money of a cart's rows: what each costs with its tax, and tax that is rounded once an order."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dinghuo.catalogue.queries.find_goods import Goods
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.queries.cart_kits import Prices, kit_amounts
from dinghuo.ordering.rules.amounts import TaxedLine, line_amounts, rounded_together
from dinghuo.pricing.queries.price_lines import PriceAnswer

ZERO = Decimal(0)


def row_amounts(
    line: CartLine, goods: Goods | None, price: PriceAnswer | None, prices: Prices, currency: str
) -> Sequence[TaxedLine]:
    """What a row costs, of a kit part by part; nothing where that isn't known."""
    if goods is None or price is None:
        return ()
    if goods.kit:
        return kit_amounts(line, goods, price, prices, currency)
    return less(line, goods, price, ZERO, currency)


def less(
    line: CartLine, goods: Goods, price: PriceAnswer, off: Decimal, currency: str
) -> Sequence[TaxedLine]:
    """What a row that is no kit costs with so much off it."""
    rate, included = price.taxed_at(goods.tax_rate), price.tax_included
    amounts = line_amounts(price.amount, line.quantity, off, rate, included, currency)
    return [TaxedLine(amounts, rate, included)]


def rounded_rows(rows: Sequence[Sequence[TaxedLine]], currency: str) -> list[list[TaxedLine]]:
    """The rows of a seller who rounds tax once an order."""
    amounts = iter(rounded_together([each for row in rows for each in row], currency))
    return [[replace(each, amounts=next(amounts)) for each in row] for row in rows]
