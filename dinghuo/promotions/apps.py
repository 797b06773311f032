"""Registers the promotions app."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    name = "dinghuo.promotions"
    label = "promotions"
