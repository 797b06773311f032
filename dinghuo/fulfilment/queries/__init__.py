"""Fulfilment's queries: what an actor may see."""
