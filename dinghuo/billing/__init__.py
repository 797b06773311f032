"""Invoices, payments and statements: what a buyer owes, what has come in, and what both sides agree on."""
