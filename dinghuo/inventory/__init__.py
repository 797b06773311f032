"""Warehouses, stock, reservations, movements."""
