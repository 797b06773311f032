"""Finds what is wrong with a seller's terms."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.catalogue.rules.rows import OfferRow
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import is_whole

MOST = Decimal(10) ** 9
MOST_DAYS = 3650


def check_offer(offer: OfferRow, faults: Faults, at: str) -> None:
    """Collect the faults of an offer."""
    for name, quantity in (("minimum", offer.minimum), ("multiple", offer.multiple)):
        if not quantity.is_finite() or not 0 < quantity < MOST or quantity != round(quantity, 6):
            faults.add(f"{at}.{name}", "positive", _("Enter more than zero, with at most six decimals."))
    if not 0 <= offer.lead_time_days <= MOST_DAYS:
        faults.add(f"{at}.lead_time_days", "range", _("Enter days from 0 to %s.") % MOST_DAYS)
    if not 0 <= offer.position < 2**31:
        faults.add(f"{at}.position", "not-negative", _("Enter zero or more."))


def check_divided(offer: OfferRow, decimals: int, unit: str, faults: Faults, at: str) -> None:
    """Collect where the terms divide the base unit further than it may be."""
    for name, quantity in (("minimum", offer.minimum), ("multiple", offer.multiple)):
        if quantity.is_finite() and not is_whole(quantity, decimals):
            faults.add(f"{at}.{name}", "divided", divided_words(unit, decimals))
