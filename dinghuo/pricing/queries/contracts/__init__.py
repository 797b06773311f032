"""Contracts and their prices."""
