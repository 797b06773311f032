"""Says what the demo does about tax: a canteen is exempt, a trader is shown prices without tax, a seller rounds once an
order."""

from datetime import date, timedelta

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.today.licences import SCAN
from dinghuo.demo.today.price_rise import ZONE
from dinghuo.demo.today.special_prices import SELLER
from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.models import Customer
from dinghuo.pricing.actions.taxes.save_exemption import ExemptionInput, save_exemption
from dinghuo.pricing.actions.taxes.save_tax_policy import save_tax_policy
from dinghuo.pricing.states import Rounding

#: Government canteens; a trader who reckons without tax; who rounds like the tax office's form.
EXEMPT, TRADER, ROUNDS = "B017", "B005", "S002"
CERTIFICATE, NOTE = "鄂财免税〔2026〕118号", "机关食堂专供"
LASTS = 24


def settle_taxes(opened: Opened) -> None:
    """By the domains' own actions; the certificate ends in some weeks."""
    actor, day = opened.actor, today(ZONE)
    wanted = ExemptionInput(
        EXEMPT,
        CERTIFICATE,
        date(day.year, 1, 1),
        day + timedelta(days=LASTS),
        paper=SCAN,
        note=NOTE,
        seller=SELLER,
    )
    save_exemption(actor, wanted)
    with acting(actor):
        found = Customer.objects.get(market_id=actor.market_id, buyer__code=TRADER)
    save_customer(
        actor,
        found.buyer_id,
        found.storefront_id,
        found.representative_id,
        found.payment_term_days,
        shown_tax="excluded",
    )
    save_tax_policy(actor, Rounding.ORDER.value, ROUNDS)
