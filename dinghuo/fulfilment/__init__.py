"""Shipments, tracking and receipts: how goods get from the seller to the buyer, and what the buyer accepts."""
