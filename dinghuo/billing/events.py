"""What billing announces. The subject is always the order, so that its timeline tells the whole story.

Amounts in `data` are decimals as strings, in the order's currency, which `currency` names.
"""

from dinghuo.foundation.events import Event


class OrderEvent(Event):
    """Something that happened to the money of an order."""

    subject_kind = "order"


class InvoiceIssued(OrderEvent):
    """What a receipt accepted was invoiced. Data: invoice, invoice_id, total, due_on, receipt, shipment."""

    kind = "invoice.issued"


class PaymentReported(OrderEvent):
    """The buyer says that it has paid. Data: payment, payment_id, amount, method, reference."""

    kind = "payment.reported"


class PaymentReceived(OrderEvent):
    """The money was found. Data: payment, payment_id, amount, reference, and `allocated`: amounts by
    invoice.
    """

    kind = "payment.received"


class PaymentRefused(OrderEvent):
    """The money was not found. Data: payment, payment_id, amount, reference."""

    kind = "payment.refused"
