"""Fulfilment's steps: parts of somebody else's transaction."""
