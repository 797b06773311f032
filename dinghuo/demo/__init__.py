"""A small living market with a year of trade."""
