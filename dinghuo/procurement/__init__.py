"""Replenishment: what to buy again, when, of whom, and why; and what has come of it."""
