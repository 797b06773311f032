"""Tax as it is told: whence a line's rate is, and a price as prices are shown."""

from dinghuo.pricing.rules.taxes import EXCLUDED, INCLUDED, TAX, TaxTold, as_shown, tax_told

__all__ = ["EXCLUDED", "INCLUDED", "TAX", "TaxTold", "as_shown", "tax_told"]
