"""Registers the catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dinghuo.catalogue"
    label = "catalogue"
