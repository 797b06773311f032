"""Registers the insight app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "dinghuo.insight"
    label = "insight"
