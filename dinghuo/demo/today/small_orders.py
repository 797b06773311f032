"""Says what small orders cost in the demo: everybody is asked for ¥500, and one noodle shop pays a part of the trip."""

from dataclasses import replace
from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.words import Words
from dinghuo.organisations.actions.storefronts.save_order_minimum import MinimumInput, save_order_minimum

NOTE = Words("送货一趟的成本相近。", "A trip costs about the same, whatever it carries.")
THRESHOLD, FEE, TAX = Decimal(500), Decimal(30), Decimal("0.09")
#: A street shop that orders little and often.
PAYS = "B012"


def charge_small_orders(opened: Opened) -> None:
    """Make two agreements by the domain's own action."""
    asked = MinimumInput(threshold=THRESHOLD, note=NOTE.chinese, notes=NOTE.translations)
    save_order_minimum(opened.actor, asked)
    save_order_minimum(opened.actor, replace(asked, buyer=PAYS, fee=FEE, fee_tax_rate=TAX))
