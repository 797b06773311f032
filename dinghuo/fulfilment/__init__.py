"""Shipments, tracking, receipts."""
