"""Registers the procurement app."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "dinghuo.procurement"
    label = "procurement"
