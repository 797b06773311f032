"""Figures over the whole trade, for dashboards."""
