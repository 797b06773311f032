"""Insight's commands."""
