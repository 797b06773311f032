"""Says what small orders cost in the demo: everybody is asked for ¥500, and one noodle shop pays a part of the trip."""

from dataclasses import replace
from decimal import Decimal

from dinghuo.catalogue.actions.save_quantity_term import QuantityInput, save_quantity_term
from dinghuo.catalogue.states import TermWhom
from dinghuo.demo.companies.market import Opened
from dinghuo.demo.today.special_prices import SELLER
from dinghuo.demo.words import Words
from dinghuo.ordering.actions.save_order_minimum import MinimumInput, save_order_minimum

NOTE = Words("送货一趟的成本相近。", "A trip costs about the same, whatever it carries.")
THRESHOLD, FEE, TAX = Decimal(500), Decimal(30), Decimal("0.09")
DOZEN, LINE_FEE, OPENED = Decimal(12), Decimal("1.50"), "拆箱费"
#: A street shop that orders little and often.
PAYS = "B012"


def charge_small_orders(opened: Opened) -> None:
    """Make two agreements by the domain's own action."""
    asked = MinimumInput(threshold=THRESHOLD, note=NOTE.chinese, notes=NOTE.translations)
    save_order_minimum(opened.actor, asked)
    save_order_minimum(opened.actor, replace(asked, buyer=PAYS, fee=FEE, fee_tax_rate=TAX))
    # The same shop pays for a box that is opened for it.
    by_the_dozen = QuantityInput(whom=TermWhom.BUYER, named=PAYS, minimum=DOZEN, soft=True, seller=SELLER)
    wished = replace(by_the_dozen, fee=LINE_FEE, fee_tax_rate=TAX, note=OPENED)
    save_quantity_term(opened.actor, wished)
