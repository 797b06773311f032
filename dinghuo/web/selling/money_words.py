"""Says where invoices and payments stand, and what an entry of a statement is."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.web.shared.order_words import Words


def invoice_state(invoice: Any, today: date) -> Words:
    """Paid, in part, open or overdue on a day."""
    if invoice.allocated >= invoice.total:
        return Words("done", _("Paid"))
    if invoice.due_on and invoice.due_on < today:
        return Words("needs-you", _("Overdue"))
    return Words("part", _("Paid in part")) if invoice.allocated else Words("waiting", _("Open"))


def payment_state(payment: Any) -> Words:
    """To claim, received or not found."""
    if payment.state == "received":
        return Words("done", _("Money received"))
    if payment.state == "refused":
        return Words("ended", _("Not found"), payment.reason)
    return Words("needs-you", _("To claim"))


def entry_words(document_kind: str, charge: Decimal) -> str:
    """What stands behind an entry of a statement."""
    words = {"invoice": _("Invoice"), "payment": _("Payment"), "order": _("Order")}
    return words.get(document_kind) or (_("Charge") if charge else pgettext("statement", "Credit"))
