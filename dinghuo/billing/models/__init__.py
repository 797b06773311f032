"""Billing's tables."""

from dinghuo.billing.models.invoice import Invoice, InvoiceLine
from dinghuo.billing.models.payment import Allocation, Payment

__all__ = ["Allocation", "Invoice", "InvoiceLine", "Payment"]
