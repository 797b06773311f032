"""Registers the ordering app."""

from django.apps import AppConfig


class OrderingConfig(AppConfig):
    name = "dinghuo.ordering"
    label = "ordering"
