"""The sums of orders, carts and invoices: one definition wherever they are shown or printed."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from dinghuo.foundation.money import round_amount, split_amount
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.queries.cart_sheet import CartSheet
from dinghuo.ordering.queries.cart_terms import CartTerms
from dinghuo.ordering.rules.amounts import LineAmounts, TaxedLine
from dinghuo.ordering.rules.minimums import fee_of
from dinghuo.ordering.rules.sums import Charges, Sums, sums_of
from dinghuo.pricing.queries.taxes.told import EXCLUDED

__all__ = ["Charges", "Sums", "cart_sums", "order_sums", "orders_sums", "shared_discount", "sums_of", "taxed"]
ZERO = Decimal(0)


class Line(Protocol):
    """A line of an order or an invoice."""

    extended: Decimal
    tax: Decimal
    total: Decimal
    tax_rate: Decimal


def taxed(line: Line, included: bool) -> TaxedLine:
    """A line's money; `included`: its tax is in `extended`."""
    return TaxedLine(LineAmounts(line.extended, line.tax, line.total), line.tax_rate, included)


def order_sums(order: Order, without_tax: bool | None = None) -> Sums:
    """Of an order that comes with its lines, as its prices were shown, or as is asked."""
    return orders_sums([order], order.lines.all(), without_tax)


def orders_sums(orders: Sequence[Order], lines: Iterable[OrderLine], without_tax: bool | None = None) -> Sums:
    """Of some orders together, as their prices are shown: those of one placement."""
    if without_tax is None:
        without_tax = orders[0].shown_tax == EXCLUDED
    charges = Charges(
        fee=sum((order.fee for order in orders), ZERO),
        freight=sum((order.freight for order in orders), ZERO),
        tax=sum((order.charges_tax for order in orders), ZERO),
    )
    found = [taxed(line, line.tax_included) for line in lines]
    return sums_of(found, charges, without_tax, orders[0].currency)


def cart_sums(sheet: CartSheet, fees: Sequence[Mapping[str, Any]], terms: CartTerms) -> Sums:
    """Of a cart as its buyer is shown prices, with what it costs for being small and for being sent."""
    fee, fee_tax = fee_of(fees)
    freight_tax = sum((each.tax(sheet.currency) for each in terms.freights.values()), ZERO)
    charges = Charges(fee, terms.freight, fee_tax + freight_tax)
    lines = [each for row in sheet.rows for each in row.amounts]
    without = any(row.price is not None and row.price.told.without_tax for row in sheet.rows)
    return sums_of(lines, charges, without, sheet.currency)


def shared_discount(
    shown: Decimal, discount: Decimal, amounts: Sequence[Decimal], currency: str
) -> list[Decimal]:
    """What of a `discount`, which is `shown` with or without tax, came of each promotion by `amounts`."""
    if shown == discount or not discount:
        return list(amounts)
    if sum(amounts, ZERO) == discount:
        return split_amount(shown, amounts, currency)
    return [round_amount(amount * shown / discount, currency) for amount in amounts]
