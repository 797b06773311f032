"""Says what the accepted units of a receipt are worth, so that all invoices of a line sum exactly to the
line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from dinghuo.billing.models import InvoiceLine
from dinghuo.finance.rules.portion import ZERO, LineValue, value_upto
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.value_lines import line_value


@dataclass(frozen=True)
class Charged:
    """Units of one order line (base units) and what is charged for them."""

    line: OrderLine
    quantity: Decimal
    value: LineValue


def value_receipt(
    order: Order, lines: Sequence[OrderLine], accepted: Mapping[UUID, Decimal]
) -> list[Charged]:
    """What accepted units (by order line id) cost: the line's value up to them, less what was invoiced
    before.

    Counting from what was really invoiced makes good what a change of the line has shifted since. The
    caller holds the order's lock.
    """
    billed = _billed(order, accepted)
    charged = []
    for line in lines:
        quantity = accepted.get(line.id)
        if not quantity:
            continue
        upto = value_upto(line_value(line), line.invoiced + quantity, line.ordered, order.currency)
        charged.append(Charged(line, quantity, _not_negative(upto - billed.get(line.id, LineValue()))))
    return charged


def _billed(order: Order, accepted: Mapping[UUID, Decimal]) -> dict[UUID, LineValue]:
    rows = (
        InvoiceLine.objects.filter(market_id=order.market_id, order_line_id__in=list(accepted))
        .values("order_line_id")
        .annotate(extended_sum=Sum("extended"), discount_sum=Sum("discount"), tax_sum=Sum("tax"))
    )
    return {
        row["order_line_id"]: LineValue(row["extended_sum"], row["discount_sum"], row["tax_sum"])
        for row in rows
    }


def _not_negative(value: LineValue) -> LineValue:
    """Nothing, where a change made the line cheaper than what was invoiced of it already."""
    net, tax = max(value.net, ZERO), max(value.tax, ZERO)
    extended = max(value.extended, net)
    return LineValue(extended, extended - net, tax)
