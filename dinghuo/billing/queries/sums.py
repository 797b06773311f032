"""The sums of an invoice, as its reader adds them up."""

from dinghuo.billing.models import Invoice
from dinghuo.ordering.queries.sums import Charges, Sums, sums_of, taxed
from dinghuo.pricing.queries.taxes.told import EXCLUDED


def invoice_sums(invoice: Invoice) -> Sums:
    """Of an invoice that comes with its lines and its order, as the order's prices were shown."""
    charges = Charges(invoice.fee, invoice.freight, invoice.fee_tax + invoice.freight_tax)
    # A line's amounts are without tax, whatever its price was.
    lines = [taxed(line, included=False) for line in invoice.lines.all()]
    return sums_of(lines, charges, invoice.order.shown_tax == EXCLUDED, invoice.currency)
