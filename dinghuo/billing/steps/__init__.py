"""Billing's steps: parts of somebody else's transaction."""
