"""Says at which rates some goods of the demo are taxed: water for less on an island, juice from next year on."""

from datetime import date
from decimal import Decimal

from dinghuo.catalogue.actions.save_tax_rate import TaxRateInput, save_tax_rate
from dinghuo.catalogue.states import TaxTarget
from dinghuo.demo.companies.market import Opened
from dinghuo.foundation.clock import now

ISLAND, LESS = "46", Decimal("0.09")
TRIAL, REFORM = "自由贸易港试行", "来年税率调整"


def tax_by_region(opened: Opened) -> None:
    """Keep two rates by the domain's own action."""
    year = now().year
    water = TaxRateInput(
        LESS, date(year, 1, 1), target=TaxTarget.CATEGORY, goods="water", region_code=ISLAND, note=TRIAL
    )
    save_tax_rate(opened.actor, water)
    juice = TaxRateInput(LESS, date(year + 1, 1, 1), target=TaxTarget.CATEGORY, goods="juice", note=REFORM)
    save_tax_rate(opened.actor, juice)
