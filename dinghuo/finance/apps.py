"""Registers the finance app."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "dinghuo.finance"
    label = "finance"
