"""Price lists and their prices."""

from dinghuo.pricing.models.price import Price
from dinghuo.pricing.models.price_list import PriceList

__all__ = ["Price", "PriceList"]
