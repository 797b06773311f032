"""Puts a price given by hand where prices are found."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.pricing.events import ManualPriceApproved
from dinghuo.pricing.models import ManualPrice
from dinghuo.pricing.rules.replace import Span
from dinghuo.pricing.states import ManualState
from dinghuo.pricing.steps.manual.manual_list import manual_list
from dinghuo.pricing.steps.manual.tell_of_price import tell_of_price
from dinghuo.pricing.steps.write_prices import NewPrice, write_prices


def let_count(actor: Actor, price: ManualPrice, at: datetime, why: str = "") -> None:
    """Approve it: from now on it is the price, up to its end. Raises Invalid where that has passed.

    The caller holds the lock on it. One that was given before for the same unit and minimum ends here.
    """
    end = price.valid.upper
    if end <= at:
        raise Invalid([Fault("until", "past", _("Its last day has passed. Ask for it anew."))])
    price.valid = DateTimeTZRange(at, end)
    held = manual_list(actor, price.seller, price.buyer, price.currency, price.tax_included)
    span = Span(price.amount, at, end)
    write_prices(actor, held, [NewPrice(price.variant_id, price.unit, price.min_quantity, span)], at)
    price.state, price.decided_at = ManualState.APPROVED.value, at
    price.save()
    tell_of_price(actor, ManualPriceApproved, price, why)
