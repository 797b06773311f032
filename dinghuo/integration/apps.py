"""Registers the integration app."""

from django.apps import AppConfig


class IntegrationConfig(AppConfig):
    name = "dinghuo.integration"
    label = "integration"
