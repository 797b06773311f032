"""Says what an order's lines are worth, and to whom their units count: one way for all of money."""

from dinghuo.finance.rules.exposure import LineUse
from dinghuo.finance.rules.portion import LineValue
from dinghuo.ordering.models import OrderLine


def line_value(line: OrderLine) -> LineValue:
    """A line's amounts with tax apart, whether its price includes it or not: gross is the line's total."""
    return LineValue(extended=line.total - line.tax + line.discount, discount=line.discount, tax=line.tax)


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
