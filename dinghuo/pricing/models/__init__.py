"""Price lists, their prices, and how they are chosen."""

from dinghuo.pricing.models.contract import Contract, ContractList
from dinghuo.pricing.models.manual_price import ManualPrice, PriceFloor
from dinghuo.pricing.models.price import Price
from dinghuo.pricing.models.price_band import PriceBand
from dinghuo.pricing.models.price_draft import PriceDraft, PriceDraftRow, PriceReview
from dinghuo.pricing.models.price_list import PriceList
from dinghuo.pricing.models.price_rule import PriceRule
from dinghuo.pricing.models.taxes import TaxExemption, TaxPolicy
from dinghuo.pricing.models.terms import ExchangeRate, PricePolicy

__all__ = [
    "Contract",
    "ContractList",
    "ExchangeRate",
    "ManualPrice",
    "Price",
    "PriceBand",
    "PriceDraft",
    "PriceDraftRow",
    "PriceFloor",
    "PriceList",
    "PricePolicy",
    "PriceReview",
    "PriceRule",
    "TaxExemption",
    "TaxPolicy",
]
