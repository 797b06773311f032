"""Prices that people give by hand."""
