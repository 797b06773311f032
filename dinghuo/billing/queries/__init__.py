"""Billing's queries: what an actor may see."""
