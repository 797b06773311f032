"""Invoices, payments, statements."""
