"""Says what small orders cost in the demo: a fee in the house's storefront, and none for one good customer."""

from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.words import Words
from dinghuo.organisations.actions.storefronts.save_order_minimum import MinimumInput, save_order_minimum

NOTE = Words("小单按趟补贴送货成本。", "It pays for a part of the trip.")
THRESHOLD, FEE, TAX = Decimal(500), Decimal(30), Decimal("0.09")
EXCUSED = "B001"


def charge_small_orders(opened: Opened) -> None:
    """Make two agreements by the domain's own action."""
    asked = MinimumInput(
        threshold=THRESHOLD, fee=FEE, fee_tax_rate=TAX, note=NOTE.chinese, notes=NOTE.translations
    )
    save_order_minimum(opened.actor, asked)
    save_order_minimum(opened.actor, MinimumInput(buyer=EXCUSED))
