"""Figures for dashboards."""
