"""Dinghuo: an ordering platform for trade between companies."""
