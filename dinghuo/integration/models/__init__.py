"""The tables of integration."""

from dinghuo.integration.models.api_key import ApiKey

__all__ = ["ApiKey"]
