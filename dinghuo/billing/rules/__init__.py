"""Billing's rules: pure functions on values."""
