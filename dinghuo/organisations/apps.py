"""Registers the organisations app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "dinghuo.organisations"
    label = "organisations"
