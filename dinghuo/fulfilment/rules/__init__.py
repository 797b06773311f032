"""Fulfilment's rules: pure functions on values."""
