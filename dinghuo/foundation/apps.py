"""Registers the foundation app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "dinghuo.foundation"
    label = "foundation"
