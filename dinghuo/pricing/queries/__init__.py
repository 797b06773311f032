"""Prices as buyers and sellers see them."""
