"""Registers the papers app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "dinghuo.papers"
    label = "papers"
