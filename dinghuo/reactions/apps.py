"""Registers the reactions app."""

from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    name = "dinghuo.reactions"
    label = "reactions"
