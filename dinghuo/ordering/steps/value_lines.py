"""Says what an order's lines are worth, and to whom their units count: one way for all of money."""

from decimal import Decimal

from dinghuo.finance.rules.exposure import LineUse
from dinghuo.finance.rules.portion import LineValue
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.rules.amounts import line_amounts

ZERO = Decimal(0)


def line_value(line: OrderLine) -> LineValue:
    """A line's amounts with tax apart, whether its price includes it or not: gross is the line's total."""
    net = line.total - line.tax
    discount = line.discount
    if discount and line.tax_included:
        # It came off the price with its tax; without, it is what the goods alone would cost less.
        before = line_amounts(line.unit_price, line.quantity, ZERO, line.tax_rate, True, line.order.currency)
        # Where tax is rounded once an order, a cent of it may have come from another line.
        discount = max(before.total - before.tax - net, ZERO)
    return LineValue(extended=net + discount, discount=discount, tax=line.tax)


def line_use(line: OrderLine) -> LineUse:
    """A line's units as money sees them."""
    counters = line.counters
    return LineUse(
        value=line_value(line),
        units=counters.ordered,
        gone=counters.ordered - counters.payable,
        out=counters.shipped - counters.lost - counters.rejected - counters.invoiced,
        invoiced=counters.invoiced,
        billed=line.invoiced_total,
    )
