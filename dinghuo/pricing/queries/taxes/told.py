"""Tax as it is told: whence a line's rate is, and a price as prices are shown."""

from dinghuo.pricing.rules.taxes import (
    EXCLUDED,
    EXEMPT,
    INCLUDED,
    TAX,
    TaxTold,
    as_shown,
    mark_of,
    steps_shown,
    tax_told,
)

__all__ = [
    "EXCLUDED",
    "EXEMPT",
    "INCLUDED",
    "TAX",
    "TaxTold",
    "as_shown",
    "mark_of",
    "steps_shown",
    "tax_told",
]
